/** What is said of how an instance was before. */
export const historyMessages = {
  history: {
    title: 'Revisions',
    help: 'Revisions are kept after each change. Rolling back makes a new revision of an earlier one.',
    list: 'Revisions that are kept',
    show: 'Show revisions',
    looking: 'Reading the revisions',
    failed: 'The revisions could not be read',
    none: 'No revisions of it are kept.',
    revision: 'Revision',
    at: 'Changed',
    version: 'Version',
    state: 'State',
    now: 'now',
    earlier: 'earlier',
    wrong: 'failed',
    of: 'brought back revision {{revision}}',
    back: 'Roll back to {{revision}}',
    backTitle: 'Roll {{name}} back to revision {{revision}}',
    data: 'Data in volumes stays as it is.',
    cancel: 'Cancel',
  },
} as const;
