/**
 * Stands in for WXT's class of the same name in the build. WXT's announces each content script with an event
 * on the page's document that carries the extension's id, which a page can listen for, and brings the polyfill
 * into the content script. The watcher needs neither: its life is an AbortSignal of its own.
 */
export class ContentScriptContext {}
