/** What the launcher and the portal commonly say of a part, and how it is recognized. */
const patterns = {
  compiled: /^(?<done>\d+) of about (?<total>\d+) packages compiled$/,
  endedAndStarts: /^ended with (?<exit>.+), starts again$/,
  silent: /^does not answer$/,
  noAnswerIn: /^no answer within (?<seconds>\d+) s$/,
  noAnswerAndEnded:
    /^no answer within (?<seconds>\d+) s, last ended with (?<exit>.+)$/,
  lastWords: /^Its last words are in (?<file>.+)$/,
  refusesPortal:
    /^Its API server refuses the portal's credentials \((?<status>\d+)\)$/,
  renewCredentials:
    /^Renew the credentials of the cluster (?<cluster>.+) in the portal's configuration$/,
  apiServerSilent: /^Its API server does not answer: (?<because>.+)$/,
  seeApiServer:
    /^See whether the API server of (?<cluster>.+) runs and can be reached from the portal$/,
  notAskedYet: /^The clusters have not been asked yet$/,
  noStatusFile: /^There is no status file; see whether the launcher runs$/,
  onlyEngineers: /^Platform engineers can see the reason$/,
} as const;

/** What differs from time to time; what a fact does not tell is empty. */
const nothing = {
  because: '',
  cluster: '',
  done: '',
  exit: '',
  file: '',
  seconds: '',
  status: '',
  total: '',
};

/** Something that is said in the reader's language, by the key of its message. */
export interface Fact {
  readonly kind: keyof typeof patterns;
  readonly values: Readonly<typeof nothing>;
}

const kinds = Object.keys(patterns).filter(
  (kind): kind is Fact['kind'] => kind in patterns,
);

/** The fact that a sentence tells; `undefined` where it is in words of its own. */
export function factOf(sentence: string): Fact | undefined {
  for (const kind of kinds) {
    const found = patterns[kind].exec(sentence);
    if (found) {
      return { kind, values: { ...nothing, ...found.groups } };
    }
  }
  return undefined;
}
