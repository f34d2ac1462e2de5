/** The part of jsdom that the tools use: the package brings no types. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(
      html?: string,
      options?: { readonly url?: string; readonly virtualConsole?: VirtualConsole },
    );
    readonly window: Window & typeof globalThis;
  }
  export class VirtualConsole {}
}
