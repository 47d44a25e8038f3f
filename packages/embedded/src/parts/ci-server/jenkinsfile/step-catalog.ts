/** What a parameter of a step takes, as far as it can be seen without running it. */
export type ParameterType = 'text' | 'number' | 'boolean' | 'list' | 'any';

/** What is known of a step. */
export interface StepSignature {
  /** The first one is what a value without a name is for. */
  readonly parameters: Readonly<Record<string, ParameterType>>;
  readonly required: readonly string[];
  readonly body: boolean;
  /** Whether it can stand where a value is wanted. */
  readonly gives: boolean;
}

const signature = (
  parameters: StepSignature['parameters'],
  required: readonly string[],
  more: { body?: true; gives?: true } = {},
): StepSignature => ({
  parameters,
  required,
  body: more.body ?? false,
  gives: more.gives ?? false,
});

const TIME = { time: 'number', unit: 'text' } as const;

const SHELL = {
  script: 'text',
  label: 'text',
  returnStatus: 'boolean',
  returnStdout: 'boolean',
  encoding: 'text',
} as const;

/** Steps that a Jenkinsfile may use: the names and parameters that Jenkins' plugins give them. */
export const STEPS: Readonly<Record<string, StepSignature>> = {
  sh: signature(SHELL, ['script'], { gives: true }),
  echo: signature({ message: 'text' }, ['message']),
  checkout: signature({ scm: 'any' }, ['scm'], { gives: true }),
  git: signature(
    {
      url: 'text',
      branch: 'text',
      credentialsId: 'text',
      changelog: 'boolean',
      poll: 'boolean',
    },
    ['url'],
    { gives: true },
  ),
  dir: signature({ path: 'text' }, ['path'], { body: true }),
  withEnv: signature({ overrides: 'list' }, ['overrides'], { body: true }),
  withCredentials: signature({ bindings: 'list' }, ['bindings'], {
    body: true,
  }),
  timeout: signature(TIME, ['time'], { body: true }),
  retry: signature({ count: 'number' }, ['count'], { body: true }),
  timestamps: signature({}, [], { body: true }),
  sleep: signature(TIME, ['time']),
  error: signature({ message: 'text' }, ['message']),
  unstable: signature({ message: 'text' }, ['message']),
  warnError: signature(
    { message: 'text', catchInterruptions: 'boolean' },
    ['message'],
    { body: true },
  ),
  catchError: signature(
    {
      message: 'text',
      buildResult: 'text',
      stageResult: 'text',
      catchInterruptions: 'boolean',
    },
    [],
    { body: true },
  ),
  junit: signature(
    {
      testResults: 'text',
      allowEmptyResults: 'boolean',
      skipMarkingBuildUnstable: 'boolean',
      skipOldReports: 'boolean',
      skipPublishingChecks: 'boolean',
      keepLongStdio: 'boolean',
      healthScaleFactor: 'number',
    },
    ['testResults'],
  ),
  archiveArtifacts: signature(
    {
      artifacts: 'text',
      excludes: 'text',
      allowEmptyArchive: 'boolean',
      onlyIfSuccessful: 'boolean',
      fingerprint: 'boolean',
      defaultExcludes: 'boolean',
      caseSensitive: 'boolean',
      followSymlinks: 'boolean',
    },
    ['artifacts'],
  ),
  stash: signature(
    {
      name: 'text',
      includes: 'text',
      excludes: 'text',
      allowEmpty: 'boolean',
      useDefaultExcludes: 'boolean',
    },
    ['name'],
  ),
  unstash: signature({ name: 'text' }, ['name']),
  readFile: signature({ file: 'text', encoding: 'text' }, ['file'], {
    gives: true,
  }),
  writeFile: signature({ file: 'text', text: 'text', encoding: 'text' }, [
    'file',
    'text',
  ]),
  fileExists: signature({ file: 'text' }, ['file'], { gives: true }),
  isUnix: signature({}, [], { gives: true }),
  pwd: signature({ tmp: 'boolean' }, [], { gives: true }),
  deleteDir: signature({}, []),
  cleanWs: signature(
    {
      deleteDirs: 'boolean',
      notFailBuild: 'boolean',
      disableDeferredWipeout: 'boolean',
    },
    [],
  ),
  input: signature(
    {
      message: 'text',
      id: 'text',
      ok: 'text',
      submitter: 'text',
      submitterParameter: 'text',
      parameters: 'list',
    },
    ['message'],
    { gives: true },
  ),
};

/** Values that steps take and that look like steps, with the parameters they need. */
export const SYMBOLS: Readonly<
  Record<
    string,
    {
      readonly required: readonly string[];
      readonly optional: readonly string[];
    }
  >
> = {
  string: {
    required: [],
    optional: [
      'credentialsId',
      'variable',
      'name',
      'defaultValue',
      'description',
      'trim',
    ],
  },
  text: { required: ['name'], optional: ['defaultValue', 'description'] },
  password: { required: ['name'], optional: ['defaultValue', 'description'] },
  booleanParam: {
    required: ['name'],
    optional: ['defaultValue', 'description'],
  },
  choice: { required: ['name', 'choices'], optional: ['description'] },
  usernamePassword: {
    required: ['credentialsId', 'usernameVariable', 'passwordVariable'],
    optional: [],
  },
  usernameColonPassword: {
    required: ['credentialsId', 'variable'],
    optional: [],
  },
  file: { required: ['credentialsId', 'variable'], optional: [] },
};

/** Methods that strings and lists have here. */
export const METHODS = new Set([
  ...[
    'trim',
    'toLowerCase',
    'toUpperCase',
    'startsWith',
    'endsWith',
    'contains',
  ],
  ...['replace', 'split', 'tokenize', 'isEmpty', 'length', 'size', 'substring'],
  ...[
    'take',
    'matches',
    'join',
    'toString',
    'toInteger',
    'toBoolean',
    'equals',
  ],
  ...['equalsIgnoreCase', 'first', 'last'],
]);
