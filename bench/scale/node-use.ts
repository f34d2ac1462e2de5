import type { RedisNode } from '../../test/support/redis/redis-node.ts';

/** What a node of Redis says of itself. */
export interface NodeUse {
  /** Of a processor, since its start. */
  readonly seconds: number;
  readonly bytes: number;
  /** Bytes of its log of writes. */
  readonly log: number;
}

/** Asks a node what it has used and holds. */
export async function useOf({ direct }: RedisNode): Promise<NodeUse> {
  const info = await direct.info();
  const value = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return {
    seconds: value('used_cpu_user') + value('used_cpu_sys'),
    bytes: value('used_memory'),
    log: value('aof_current_size'),
  };
}

/** Seconds of a processor that a node has used. */
export async function usedSeconds(node: RedisNode): Promise<number> {
  return (await useOf(node)).seconds;
}
