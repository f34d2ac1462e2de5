// The very build that is shipped, in a folder of its own, reporting to a server of the tests.
import { join } from 'node:path';
import config from '../../../wxt.config.ts';
import { asideFolder } from './aside-folder.ts';

export default {
  ...config,
  outDir: join('.output', asideFolder(process.env.OUTCRY_SERVER ?? '')),
};
