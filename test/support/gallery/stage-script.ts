import { LANGUAGE_KEY } from '../../../lib/language/language-key.ts';
import { STRIPS_KEY } from '../../../lib/status/strips.ts';
import { VIEW_KEY } from '../../../lib/status/view-key.ts';
import type { Scene } from './scenes.ts';

/**
 * @returns a script that gives a page of the extension a browser whose clock stands still and whose storage holds
 * the scene: what it says to the background is answered, and changes nothing
 */
export function stageScript(scene: Scene, language: string, now: number): string {
  const stored = {
    [VIEW_KEY]: scene.view,
    [STRIPS_KEY]: scene.strips,
    [LANGUAGE_KEY]: undefined,
  };
  return `(${play})(${JSON.stringify({ stored, language, now })});`;
}

interface Given {
  readonly stored: Record<string, unknown>;
  readonly language: string;
  readonly now: number;
}

/** Runs in the page, as text: nothing from outside of it is there. */
function play({ stored, language, now }: Given): void {
  const Real = Date;
  globalThis.Date = new Proxy(Real, {
    construct: (target, parts) =>
      parts.length === 0 ? new target(now) : Reflect.construct(target, parts),
    get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key)),
  });
  const nothing = { addListener() {}, removeListener() {} };
  const browser = {
    storage: { local: { get: async () => stored }, onChanged: nothing },
    i18n: { getUILanguage: () => language },
    runtime: {
      getURL: (path: string) => new URL(path, location.href).href,
      sendMessage: async ({ type }: { type: string }) =>
        type === 'report' ? { result: 'queued' } : { ok: true },
    },
    permissions: {
      getAll: async () => ({}),
      contains: async () => true,
      request: async () => true,
      remove: async () => true,
    },
  };
  Object.defineProperty(globalThis, 'browser', { value: browser });
}
