/**
 * Lua that runs on a node, whole or not at all. Sent in full each time: it is short against the votes it
 * carries, and a node that has just taken over may not have it.
 */

/** Splits texts of 16-byte voices; Lua passes at most some thousand values at once. */
const VOICES = `
local CHUNK = 1000
-- In a set that is full: whoever comes now is counted by estimate, also when there would be room again.
local CLOSED = 'closed'
local function split(text)
  local all = {}
  for at = 1, #text, 16 do all[#all + 1] = string.sub(text, at, at + 15) end
  return all
end
local function known(key, voices, before, found)
  for first = 1, #voices, CHUNK do
    local last = math.min(first + CHUNK - 1, #voices)
    local are = redis.call('SMISMEMBER', key, unpack(voices, first, last))
    for at, is in ipairs(are) do
      if is == 1 then found[#found + 1] = before + first + at - 1 end
    end
  end
end
`;

/**
 * KEYS: sets of voices. ARGV: as many texts of voices.
 * Answers the sizes of the sets, -1 for those that are closed, and the places (from 1, counted through all texts) of those they hold.
 */
export const CHECK = `${VOICES}
local sizes, found, before = {}, {}, 0
for at, key in ipairs(KEYS) do
  local voices = split(ARGV[at])
  sizes[at] = redis.call('SCARD', key)
  if sizes[at] > 0 then known(key, voices, before, found) end
  if redis.call('SISMEMBER', key, CLOSED) == 1 then sizes[at] = -1 end
  before = before + #voices
end
return { sizes, found }
`;

/**
 * KEYS: the attempt, n sets of voices, hashes. ARGV: how long the attempt is remembered, n, n texts of
 * voices, how many lifetimes follow, pairs of key and seconds, then triples of key, field and change.
 * Keys are named by their place. Adds the voices and changes the counts; does neither, and answers the
 * places of voices that are there already, if another node was faster, or of sets that it has closed, below
 * zero. An attempt that was carried out
 * is not carried out again; renewing it is a write, so that WAIT covers all that was written before.
 */
export const ADD = `${VOICES}
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('EXPIRE', KEYS[1], ARGV[1])
  return {}
end
local sets = tonumber(ARGV[2])
local all, found, before = {}, {}, 0
for at = 1, sets do
  all[at] = split(ARGV[2 + at])
  known(KEYS[1 + at], all[at], before, found)
  if redis.call('SISMEMBER', KEYS[1 + at], CLOSED) == 1 then found[#found + 1] = -at end
  before = before + #all[at]
end
if #found > 0 then return found end
for at = 1, sets do
  for first = 1, #all[at], CHUNK do
    redis.call('SADD', KEYS[1 + at], unpack(all[at], first, math.min(first + CHUNK - 1, #all[at])))
  end
end
local lives = 3 + sets
local changes = lives + 1 + 2 * tonumber(ARGV[lives])
for at = changes, #ARGV, 3 do
  redis.call('HINCRBY', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2])
end
for at = lives + 1, changes - 1, 2 do
  redis.call('EXPIRE', KEYS[tonumber(ARGV[at])], ARGV[at + 1], 'NX')
end
redis.call('SET', KEYS[1], '1', 'EX', ARGV[1])
return {}
`;

/**
 * KEYS: for each count the set of voices, its hash, and the HyperLogLogs of what raised and what lowered
 * it. ARGV: seconds of voices, then for each count its field, seconds of its hash and two texts of voices.
 * Closes the sets and brings each count to its estimate, without voices that the set holds, so that it may
 * be repeated at will.
 */
export const ESTIMATE = `${VOICES}
local function add(key, set, text)
  local voices = split(text)
  if #voices == 0 then return end
  for first = 1, #voices, CHUNK do
    local last = math.min(first + CHUNK - 1, #voices)
    local fresh = {}
    for at, is in ipairs(redis.call('SMISMEMBER', set, unpack(voices, first, last))) do
      if is == 0 then fresh[#fresh + 1] = voices[first + at - 1] end
    end
    if #fresh > 0 then redis.call('PFADD', key, unpack(fresh)) end
  end
  redis.call('EXPIRE', key, ARGV[1], 'NX')
end
for count = 0, #KEYS / 4 - 1 do
  local set, hash = KEYS[4 * count + 1], KEYS[4 * count + 2]
  local raising, lowering = KEYS[4 * count + 3], KEYS[4 * count + 4]
  local field, seconds = ARGV[4 * count + 2], ARGV[4 * count + 3]
  redis.call('SADD', set, CLOSED)
  redis.call('EXPIRE', set, ARGV[1], 'NX')
  add(raising, set, ARGV[4 * count + 4])
  add(lowering, set, ARGV[4 * count + 5])
  redis.call('HSET', hash, field, redis.call('PFCOUNT', raising) - redis.call('PFCOUNT', lowering))
  redis.call('EXPIRE', hash, seconds, 'NX')
end
return 1
`;

/** KEYS: a hash. ARGV: its seconds, then pairs of value and purpose. Answers 1 new, 2 same, 3 other, each. */
export const SPEND = `
local words = {}
for at = 2, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[1], ARGV[at], ARGV[at + 1]) == 1 then
    words[#words + 1] = 1
  elseif redis.call('HGET', KEYS[1], ARGV[at]) == ARGV[at + 1] then
    words[#words + 1] = 2
  else
    words[#words + 1] = 3
  end
end
if redis.call('TTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return words
`;

/** KEYS: a hash. Leaves it as it was, and fails where it could not be written: a disk or the memory may be full. */
export const TRY_TO_WRITE = `
redis.call('HSETNX', KEYS[1], '', '')
return redis.call('HDEL', KEYS[1], '')
`;

/** KEYS: a hash. ARGV: epoch, last minute of its use, seconds. Keeps the larger minute. */
export const KEEP_EPOCH = `
local until_ = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
if until_ < tonumber(ARGV[2]) then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
if redis.call('TTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
return 1
`;

/** KEYS: a sorted set. ARGV: its seconds, then pairs of score and member. One member a score: the newest. */
export const REPLACE = `
for at = 2, #ARGV, 2 do
  redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[at], ARGV[at])
  redis.call('ZADD', KEYS[1], ARGV[at], ARGV[at + 1])
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
`;

/**
 * KEYS: checkpoint, transitions. ARGV: seconds of each, the checkpoint or '', first and last minute it
 * folded, then pairs of minute and transition. What was folded again takes the place of what was.
 */
export const SAVE_CHECKPOINT = `
if ARGV[3] ~= '' then
  redis.call('SET', KEYS[1], ARGV[3], 'EX', ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[2], ARGV[4], ARGV[5])
end
for at = 6, #ARGV, 2 do
  redis.call('ZREMRANGEBYSCORE', KEYS[2], ARGV[at], ARGV[at])
  redis.call('ZADD', KEYS[2], ARGV[at], ARGV[at + 1])
end
redis.call('EXPIRE', KEYS[2], ARGV[2])
return 1
`;

/** KEYS: a hash. ARGV: its seconds, then pairs of field and value. The first value of a field stands. */
export const FIRST_WORDS = `
for at = 2, #ARGV, 2 do redis.call('HSETNX', KEYS[1], ARGV[at], ARGV[at + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
`;

/** KEYS: a lease. ARGV: holder, milliseconds. Takes or renews it; answers 1 if the holder has it now. */
export const CLAIM = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

/** KEYS: a lease. ARGV: holder. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;

/** KEYS: a hash. ARGV: its seconds, then pairs of field and value. */
export const RESTORE_HASH = `
for at = 2, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
`;

/** KEYS: a set of voices. ARGV: its seconds, voices in one text. */
export const RESTORE_VOICES = `${VOICES}
local voices = split(ARGV[2])
for first = 1, #voices, CHUNK do
  redis.call('SADD', KEYS[1], unpack(voices, first, math.min(first + CHUNK - 1, #voices)))
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
`;
