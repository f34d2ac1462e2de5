import type { Poster } from './poster.ts';

interface Screenshot extends Pick<Poster, 'title' | 'line'> {
  readonly name: string;
  /** As `test/support/gallery/scenes.ts` calls it. */
  readonly scene: string;
  readonly language: string;
}

/** What each store page tells, in the order in which people look. */
export const SCREENSHOTS: Readonly<Record<'light' | 'dark', readonly Screenshot[]>> = {
  light: [
    {
      name: 'screenshot-en-1-them',
      scene: 'popup-outage',
      language: 'en-GB',
      title: 'It is them.',
      line: 'How many fail, what fails, since when, and what works instead.',
    },
    {
      name: 'screenshot-en-2-you',
      scene: 'popup-limit',
      language: 'en-GB',
      title: 'It is you.',
      line: 'Your own limit, your network, your sign-in: with what to do.',
    },
    {
      name: 'screenshot-en-3-fine',
      scene: 'popup-fine',
      language: 'en-GB',
      title: 'It works.',
      line: 'For you and for the others: never green without evidence.',
    },
    {
      name: 'screenshot-fr-1-eux',
      scene: 'popup-outage',
      language: 'fr-FR',
      title: 'C’est eux.',
      line: 'Combien échouent, ce qui ne marche pas, depuis quand, et quoi d’autre fonctionne.',
    },
    {
      name: 'screenshot-fr-2-vous',
      scene: 'popup-limit',
      language: 'fr-FR',
      title: 'C’est vous.',
      line: 'Votre limite, votre réseau, votre connexion : avec ce qu’il faut faire.',
    },
    {
      name: 'screenshot-fr-3-fonctionne',
      scene: 'popup-fine',
      language: 'fr-FR',
      title: 'Ça marche.',
      line: 'Pour vous et pour les autres : jamais de vert sans preuve.',
    },
  ],
  dark: [
    {
      name: 'screenshot-en-4-only-you',
      scene: 'popup-only-you',
      language: 'en-GB',
      title: 'Only your tab.',
      line: 'Others are fine: no need to wait, look at your own side.',
    },
    {
      name: 'screenshot-fr-4-vous-seul',
      scene: 'popup-only-you',
      language: 'fr-FR',
      title: 'Seulement votre onglet.',
      line: 'Chez les autres, tout va bien : inutile d’attendre, regardez de votre côté.',
    },
  ],
};

/** The sizes that the Chrome Web Store asks for (2026-11). */
export const PROMOTIONS: readonly (Omit<Poster, 'theme'> & { readonly name: string })[] = [
  {
    name: 'promotion-small',
    width: 440,
    height: 280,
    title: 'Outcry',
    line: 'Is it me or is it them?',
  },
  {
    name: 'promotion-marquee',
    width: 1400,
    height: 560,
    title: 'Is it me or is it them?',
    line: 'Outcry sees when a chatbot fails, and whose fault it is.',
  },
];
