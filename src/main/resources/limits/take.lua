-- Takes permits of up to three token buckets, of all or of none, by Redis' own clock.
-- KEYS[1]  what one key has used of one operation
-- ARGV     mode (2 take of all, 1 take of the last alone, 0 look), permits, and for each bucket its limit (0 for none) and its
--          period in microseconds
-- Answers  for each bucket asked: limit, remaining, microseconds to wait, microseconds until it is full
local mode, permits = tonumber(ARGV[1]), tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local kept = redis.call('HGETALL', KEYS[1])
local state = {}
for i = 1, #kept, 2 do state[kept[i]] = tonumber(kept[i + 1]) end
local at = state.at or now
local passed = math.max(0, now - at)
now = math.max(now, at)

local buckets, allowed = {}, true
for i = 1, 3 do
  local limit, period = tonumber(ARGV[1 + 2 * i]), tonumber(ARGV[2 + 2 * i])
  if limit > 0 then
    local bucket = {name = i, limit = limit, period = period, wait = 0}
    local tokens, before = state['t' .. i] or limit, state['l' .. i] or limit
    tokens = math.min(before, tokens + passed * before / period)
    -- Another limit keeps the share that is used.
    bucket.tokens = tokens * limit / before
    bucket.asked = mode ~= 1 or i == 3
    if bucket.asked and bucket.tokens < permits then
      allowed = false
      bucket.wait = permits > limit and period or math.ceil((permits - bucket.tokens) * period / limit)
    end
    buckets[#buckets + 1] = bucket
  end
end

local answer, longest = {}, 0
for _, bucket in ipairs(buckets) do
  if bucket.asked and allowed and mode > 0 then bucket.tokens = bucket.tokens - permits end
  local full = math.ceil((bucket.limit - bucket.tokens) * bucket.period / bucket.limit)
  longest = math.max(longest, full)
  if bucket.asked then
    for _, value in ipairs({bucket.limit, math.floor(bucket.tokens), bucket.wait, full}) do
      answer[#answer + 1] = value
    end
  end
end
if mode > 0 then
  local fields = {'at', string.format('%.0f', now)}
  for _, bucket in ipairs(buckets) do
    fields[#fields + 1] = 't' .. bucket.name
    fields[#fields + 1] = string.format('%.17g', bucket.tokens)
    fields[#fields + 1] = 'l' .. bucket.name
    fields[#fields + 1] = string.format('%.0f', bucket.limit)
  end
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], unpack(fields))
  -- A full bucket is as one that nobody has touched.
  redis.call('PEXPIRE', KEYS[1], math.ceil(longest / 1000) + 1000)
end
return answer
