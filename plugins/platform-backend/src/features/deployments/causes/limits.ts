import type { CauseFacts } from '@pilothouse/plugin-platform-common';

type Broken = Extract<CauseFacts, { kind: 'limit-range' }>['broken'][number];

/** The admission plugin LimitRanger joins several in brackets. */
const SAID =
  /is forbidden: (\[?(?:(?:maximum|minimum) \S+ usage|\S+ max limit to request ratio) per \w+ is [^]*)$/;
const USAGE =
  /(?<side>max|min)imum (?<resource>\S+) usage per (?<per>\w+) is (?<limited>[^\s,]+?)(?:, but (?<part>request|limit) is (?<asked>[^\s,\]]+)|\.\s+No (?<unnamed>request|limit) is specified)/g;
const RATIO =
  /(?<resource>[^\s[]+) max limit to request ratio per (?<per>\w+) is (?<limited>[^\s,]+), but (?:provided ratio is (?<asked>\d+(?:\.\d+)?)|no (?<unnamed>request|limit) is specified)/g;

/** Which bounds of a LimitRange keep a pod from coming into being, and what it asks for. */
export function limitsIn(message: string): CauseFacts | undefined {
  const [, said] = SAID.exec(message) ?? [];
  if (!said) return undefined;
  const broken = [...ofUsage(said), ...ofRatio(said)];
  return broken.length > 0 ? { kind: 'limit-range', broken } : undefined;
}

function ofUsage(said: string): Broken[] {
  return [...said.matchAll(USAGE)].map(({ groups = {} }) => ({
    bound: groups.side === 'max' ? 'max' : 'min',
    resource: groups.resource,
    per: groups.per,
    limited: groups.limited,
    part: partOf(groups.part ?? groups.unnamed),
    asked: groups.asked,
  }));
}

function ofRatio(said: string): Broken[] {
  return [...said.matchAll(RATIO)].map(({ groups = {} }) => ({
    bound: 'ratio',
    resource: groups.resource,
    per: groups.per,
    limited: groups.limited,
    part: partOf(groups.unnamed),
    // It is told with six digits behind the point, mostly zeros.
    asked: groups.asked && `${Number(groups.asked)}`,
  }));
}

function partOf(word: string | undefined): Broken['part'] {
  return word === 'request' ? 'request' : 'limit';
}
