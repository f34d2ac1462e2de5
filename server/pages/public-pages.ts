import type { Service } from '../../lib/services/schema.ts';
import { PublicFile } from '../http/public-file.ts';
import type { Archive } from '../judge/archive.ts';
import type { Board } from '../judge/board.ts';
import type { Chronicle } from '../judge/chronicle.ts';
import { badge } from './badge.ts';
import { ICON } from './brand.ts';
import { dataPage } from './data-page.ts';
import { feed } from './feed.ts';
import {
  BADGE,
  CSV,
  FEED,
  ICON_FILE,
  PAGE,
  PICTURE,
  ROBOTS,
  SETTLED,
  SITEMAP,
} from './file-kinds.ts';
import { homePage } from './home-page.ts';
import { howPage } from './how-page.ts';
import { incidentPage } from './incident-page.ts';
import { keep } from './keep.ts';
import type { Html, Place } from './layout.ts';
import { missingPage } from './missing-page.ts';
import { drawPreview, type Preview } from './preview/preview.ts';
import { homePreview, incidentPreview, servicePreview } from './preview/preview-of.ts';
import { servicePage } from './service-page.ts';
import { robots, sitemap } from './sitemap.ts';
import { createSources } from './sources.ts';
import { historyTable, incidentsTable } from './tables.ts';
import { stateWord } from './words.ts';

/** What a visitor asked for: the named parts of the path. */
export interface Ask extends Place {
  /** A service. */
  readonly id: string;
  readonly incident: string;
}

/** Makes a file for everybody; null when there is nothing of this name. */
export type Find = (ask: Ask) => Promise<PublicFile | null>;

/** Everything for people, made once per change of what it shows. */
export type PublicPages = Readonly<
  Record<
    | 'home'
    | 'service'
    | 'incident'
    | 'how'
    | 'data'
    | 'missing'
    | 'badge'
    | 'feed'
    | 'homePreview'
    | 'servicePreview'
    | 'incidentPreview'
    | 'history'
    | 'incidents'
    | 'sitemap'
    | 'robots'
    | 'icon',
    Find
  >
>;

/** Files kept at once: all languages of the first pages, and some incidents. */
const MOST_FILES = 600;

const MOST_PICTURES = 200;

type FileKind = Omit<ConstructorParameters<typeof PublicFile>[0], 'text'>;

/** @returns pages made from what the board, the archive and the chronicle say when they are asked for */
export function createPublicPages(
  services: readonly Service[],
  board: Pick<Board, 'status' | 'file' | 'shared' | 'official'>,
  archive: Pick<Archive, 'history' | 'file'>,
  chronicle: Pick<Chronicle, 'incidents' | 'version'>,
): PublicPages {
  const sources = createSources(services, board, archive, chronicle);
  const files = keep<PublicFile>(MOST_FILES);
  const pictures = keep<PublicFile>(MOST_PICTURES);

  const file = (name: string, kind: FileKind, make: () => Html | string, ask?: Place) => {
    const address = `${ask?.origin ?? ''}${ask?.language.path(name) ?? name}`;
    return files.get(address, sources.version(), async () => {
      const text = await make();
      return new PublicFile({ ...kind, text: text.toString() });
    });
  };
  const picture = (name: string, { language }: Ask, preview: Preview) =>
    pictures.get(
      language.path(name),
      JSON.stringify(preview),
      async () => new PublicFile({ ...PICTURE, text: drawPreview(preview) }),
    );

  return {
    home: (ask) => file('/', PAGE, () => homePage(ask, services, sources.home()), ask),
    async service(ask) {
      const found = sources.service(ask.id);
      if (found === null) return null;
      return file(`/s/${ask.id}`, PAGE, () => servicePage(ask, found.service, found), ask);
    },
    async incident(ask) {
      const found = sources.incident(ask.id, ask.incident);
      if (found === null) return null;
      const { service, incident, isSettled } = found;
      const name = `/s/${ask.id}/incident/${ask.incident}`;
      return file(
        name,
        isSettled ? SETTLED : PAGE,
        () => incidentPage(ask, service, incident),
        ask,
      );
    },
    how: (ask) => file('/how', SETTLED, () => howPage(ask), ask),
    data: (ask) => file('/data', PAGE, () => dataPage(ask, services, board.status()), ask),
    missing: (ask) => file('/missing', PAGE, () => missingPage(ask), ask),
    async badge({ id, language }) {
      const found = sources.service(id);
      if (found === null) return null;
      const { own, service } = found;
      const make = () => badge(service.name, own.state, stateWord(language, own.state));
      return file(`/badge/${id}`, BADGE, make, { language, origin: null });
    },
    feed: (ask) => file('/feed', FEED, () => feed(ask, services, sources.newest()), ask),
    homePreview: async (ask) =>
      picture('/', ask, homePreview(ask.language, services, board.status())),
    async servicePreview(ask) {
      const found = sources.service(ask.id);
      if (found === null) return null;
      const { service, own, history } = found;
      return picture(ask.id, ask, servicePreview(ask.language, service, own, history));
    },
    async incidentPreview(ask) {
      const found = sources.incident(ask.id, ask.incident);
      if (found === null) return null;
      const preview = incidentPreview(ask.language, found.service, found.incident);
      return picture(`${ask.id}/${ask.incident}`, ask, preview);
    },
    history: () => file('/history.csv', CSV, () => historyTable(archive.history())),
    incidents: () => file('/incidents.csv', CSV, () => incidentsTable(archive.history())),
    async sitemap(ask) {
      const { origin } = ask;
      if (origin === null) return null;
      return file('/sitemap', SITEMAP, () => sitemap(origin, services, sources.newest()), ask);
    },
    robots: (ask) => file('/robots', ROBOTS, () => robots(ask.origin), ask),
    icon: () => file('/icon', ICON_FILE, () => ICON),
  };
}
