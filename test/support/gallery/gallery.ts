import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Messages } from '../../../lib/language/messages.ts';
import { NOW } from '../build-view.ts';
import { listenOn } from '../listen-on.ts';
import { dressed, type Pseudo } from './pseudo.ts';
import { scenes } from './scenes.ts';
import { stageScript } from './stage-script.ts';

/** Serves the extension's own built pages, each in any scene and language. */
export interface Gallery {
  /** @param language a tag, for example `fr`; `en-Arab` is English from right to left */
  urlOf(scene: string, language: string): string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/**
 * @param build the folder of an unpacked extension
 * @param pseudo puts every language into other clothes
 */
export async function startGallery(build: string, pseudo?: Pseudo): Promise<Gallery> {
  async function contentOf(url: URL): Promise<string | Buffer> {
    const path = normalize(url.pathname);
    const content = await readFile(join(build, path));
    if (pseudo && path.startsWith('/locales/')) {
      return JSON.stringify(dressed(JSON.parse(content.toString()) as Messages<string>, pseudo));
    }
    const scene = scenes[url.searchParams.get('scene') ?? ''];
    if (!scene || extname(path) !== '.html') return content;
    const script = stageScript(scene, url.searchParams.get('language') ?? 'en', NOW);
    return content.toString().replace('<head>', () => `<head><script>${script}</script>`);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery.invalid');
    try {
      const content = await contentOf(url);
      const type = TYPES[extname(url.pathname)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  const port = await listenOn(server, [0]);
  return {
    urlOf(scene, language) {
      const page = scenes[scene]?.page;
      if (!page) throw new Error(`There is no scene "${scene}".`);
      return `http://127.0.0.1:${port}/${page}.html?scene=${scene}&language=${language}`;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
