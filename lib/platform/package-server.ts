declare const __OUTCRY_SERVER__: string;

/** The origin of the server that this build reports to, unless the reader has put another in its place. */
export const PACKAGE_SERVER = __OUTCRY_SERVER__;
