import { RedisTrouble } from './redis-trouble.ts';

/** @returns what the work comes to @throws RedisTrouble when it takes longer; it goes on unheard */
export function within<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new RedisTrouble('TIMEOUT', 'the cluster did not answer in time'));
    const timer = setTimeout(late, ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
