import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';

/** What an order was for, for messages. */
export interface About {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

interface Known {
  readonly pattern: RegExp;
  error(said: string, about: About): Error;
}

const inProgress = /another operation \(.*\) is in progress/i;
const nameTaken = /cannot re-?use a name that is still in use/i;

const known: readonly Known[] = [
  {
    pattern: nameTaken,
    error: (_, { namespace, name }) =>
      new ConflictError(
        `In the namespace ${namespace} there is a Helm release named ${name} already; choose another name`,
      ),
  },
  {
    pattern: /values don't meet the specifications of the schema/i,
    error: said =>
      new InputError(`The chart does not take these values: ${faultsIn(said)}`),
  },
  {
    pattern: /exceeded quota/i,
    error: (said, { cluster }) =>
      new ConflictError(`The cluster ${cluster} has no room: ${said}`),
  },
  {
    pattern:
      /is forbidden: User|cannot (get|list|create|patch|update|delete) resource/i,
    error: (said, { cluster }) =>
      new NotAllowedError(
        `The cluster ${cluster} does not let you do what the chart needs: ${said}`,
      ),
  },
  {
    pattern: /invalid ownership metadata|exists and cannot be imported/i,
    error: said =>
      new ConflictError(
        `Something that the chart makes is there already, and is not of this release; choose another name, or remove it first: ${said}`,
      ),
  },
  {
    pattern: inProgress,
    error: (_, about) => underWay(about),
  },
  {
    pattern: /conflict(s)? with "|Apply failed with \d+ conflict/i,
    error: said =>
      new ConflictError(
        `Somebody else has set what the chart wants to set: ${said}`,
      ),
  },
  {
    pattern:
      /no matches for kind|resource mapping not found|ensure CRDs are installed/i,
    error: (said, { cluster }) =>
      new ConflictError(
        `The cluster ${cluster} lacks a kind of object that the chart needs; ask the platform engineers to install it: ${said}`,
      ),
  },
  {
    pattern: /(pre|post)-(install|upgrade|delete|rollback)|hook/i,
    error: said =>
      new ConflictError(
        `A hook of the chart failed; look at its pod, then change or delete the release: ${said}`,
      ),
  },
  {
    pattern: /execution error at|parse error|template:|YAML parse/i,
    error: said =>
      new InputError(`The chart cannot be made with these values: ${said}`),
  },
  {
    pattern: /unreachable|connection refused|no such host|i\/o timeout/i,
    error: (said, { cluster }) =>
      new ServiceUnavailableError(
        `The cluster ${cluster} did not answer Helm; try again: ${said}`,
      ),
  },
];

/** The error for what Helm said, with what to do about it. */
export function helmFailure(message: string, about: About): Error {
  const said = message.replace(/^Error:\s*/i, '').trim();
  const found = known.find(({ pattern }) => pattern.test(said));
  return (
    found?.error(said, about) ??
    new ServiceUnavailableError(`Helm could not do it: ${said}`)
  );
}

/** The error for a release that somebody is at work on by Helm itself. */
export function underWay({ name }: Pick<About, 'name'>): ConflictError {
  return new ConflictError(
    `Somebody is changing the Helm release ${name} at this moment, or was interrupted; try again in a few minutes`,
  );
}

/** Whether there is a release of that name which is somebody else's. */
export function isNameTaken(error: unknown): boolean {
  return nameTaken.test(toError(error).message);
}

/** Whether Helm is at work on it already, whoever began that. */
export function isInProgress(error: unknown): boolean {
  return inProgress.test(toError(error).message);
}

/** Whether there is no release of that name. */
export function isNoRelease(message: string): boolean {
  return /release: not found/i.test(message);
}

/** The faults that a schema found, each with its field, without the sentences around them. */
function faultsIn(said: string): string {
  const faults = said
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.startsWith('- '))
    .map(line => line.slice(2));
  return faults.length > 0 ? faults.join('; ') : said;
}
