/** What keeps an image from being pulled, as far as what was said tells. */
export type PullTrouble =
  | 'notFound'
  | 'denied'
  | 'unreachable'
  | 'limited'
  | 'invalid'
  | 'other';

const pullTroubles: readonly [PullTrouble, RegExp][] = [
  [
    'invalid',
    /InvalidImageName|invalid reference format|couldn't parse image/i,
  ],
  ['limited', /too ?many ?requests|rate limit|\b429\b/i],
  [
    'notFound',
    /manifest unknown|not found|name unknown|no such image|\b404\b/i,
  ],
  [
    'denied',
    /unauthorized|forbidden|denied|authentication required|no basic auth|\b40[13]\b/i,
  ],
  // Only now: who is refused is also told that the repository may not exist.
  ['notFound', /does not exist/i],
  [
    'unreachable',
    /no such host|connection refused|ECONNREFUSED|ENOTFOUND|time(d )?-?out|deadline exceeded|no route|x509|tls:|server misbehaving|reset by peer|\b50[0234]\b/i,
  ],
];

/** Sorts what a registry or a runtime said when an image could not be pulled. */
export function pullTrouble(said: string | undefined): PullTrouble {
  const found = pullTroubles.find(([, pattern]) => pattern.test(said ?? ''));
  return found?.[0] ?? 'other';
}

/** How a probe was answered. */
export type ProbeAnswer =
  | { readonly kind: 'said' | 'status'; readonly answer: string }
  | { readonly kind: 'refused' | 'silent' | 'other' };

/** More of what a probe's command said is in the details. */
const SAID_LENGTH = 120;

/**
 * Sorts what the kubelet said of a probe that failed.
 *
 * @param answer - what the probe was answered; the kubelet's whole sentence where that is not known
 */
export function probeAnswer(
  answer: string | undefined,
  sentence?: string,
): ProbeAnswer {
  const text = answer ?? sentence ?? '';
  const status = /status ?code:? ?(?<status>[1-5]\d\d)/i.exec(text);
  if (status?.groups?.status) {
    return { kind: 'status', answer: status.groups.status };
  }
  if (/connection refused|ECONNREFUSED/i.test(text)) {
    return { kind: 'refused' };
  }
  if (/deadline exceeded|time(d )?-?out|no answer within/i.test(text)) {
    return { kind: 'silent' };
  }
  const [line = ''] = answer?.trim().split(/\r?\n/) ?? [];
  if (line === '') return { kind: 'other' };
  const said =
    line.length > SAID_LENGTH ? `${line.slice(0, SAID_LENGTH)}…` : line;
  return { kind: 'said', answer: said };
}

/** How runc says that a command is not there, and how the node of the embedded cluster does. */
const noCommand = [
  /exec: "([^"]+)": (?:stat [^:]+: no such file or directory|executable file not found in \$PATH)/,
  /cannot run (\S+): no such file or directory/i,
];

/** The command that a runtime did not find in an image; undefined when it says something else. */
export function missingCommand(said: string): string | undefined {
  return noCommand.map(pattern => pattern.exec(said)?.[1]).find(Boolean);
}

/** What a process that ended so mostly suffers from; keys of what to do about it. */
export type Ending =
  | 'success'
  | 'notExecutable'
  | 'notFound'
  | 'killed'
  | 'stopped'
  | 'fault'
  | 'other';

const endings: Readonly<Record<number, Ending>> = {
  0: 'success',
  126: 'notExecutable',
  127: 'notFound',
  132: 'fault',
  134: 'fault',
  135: 'fault',
  136: 'fault',
  137: 'killed',
  139: 'fault',
  143: 'stopped',
};

/** Sorts how a process ended; a signal counts as 128 and its number, as in a shell. */
export function endingOf(end: { exitCode?: number; signal?: number }): Ending {
  const code = end.signal ? 128 + end.signal : end.exitCode;
  return (code === undefined ? undefined : endings[code]) ?? 'other';
}

const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};

/**
 * Name of the signal that ended a process, by its number or by the exit code that a shell
 * and most runtimes tell it with.
 */
export function signalOf(end: {
  exitCode?: number;
  signal?: number;
}): string | undefined {
  const { exitCode = 0, signal } = end;
  const number = signal || (exitCode > 128 ? exitCode - 128 : 0);
  return signals[number] ?? (signal ? `signal ${signal}` : undefined);
}
