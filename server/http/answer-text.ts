import { STATUS_CODES } from 'node:http';
import type { Answer } from './plain.ts';

let second = 0;
let date = '';

/** The time as `Date` has it (RFC 9110, 5.6.7), made once for all answers of a second. */
function dateText(nowMs: number): string {
  const now = Math.floor(nowMs / 1000);
  if (now !== second) {
    second = now;
    date = new Date(now * 1000).toUTCString();
  }
  return date;
}

/** Most answers are given again and again: all but their time is put together once. */
const heads = new WeakMap<Answer, string>();

function headOf(answer: Answer, keepAliveSeconds: number): string {
  const { status, headers } = answer;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (headers.Connection === undefined) {
    lines.push(`Connection: keep-alive\r\nKeep-Alive: timeout=${keepAliveSeconds}\r\n`);
  }
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}`;
}

/**
 * The head of an answer as it goes over the connection.
 * @param answer its headers name the length of its body, if it has one
 * @param nowMs milliseconds since the epoch
 */
export function answerHead(answer: Answer, keepAliveSeconds: number, nowMs: number): string {
  let head = heads.get(answer);
  if (head === undefined) {
    head = headOf(answer, keepAliveSeconds);
    heads.set(answer, head);
  }
  return `${head}Date: ${dateText(nowMs)}\r\n\r\n`;
}
