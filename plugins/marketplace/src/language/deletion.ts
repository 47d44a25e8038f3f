/** What is said of a deletion. */
export const deletionMessages = {
  title: 'Delete {{name}}',
  looking: 'Looking at what goes and what stays',
  data_one: 'Its data goes: {{count}} volume. This cannot be undone.',
  data_other: 'Its data goes: {{count}} volumes. This cannot be undone.',
  goes: 'Goes',
  stays: 'Stays',
  more: 'and {{number}} more',
  nothingElse: 'Nothing but the object itself.',
  nothingStays: 'Nothing that carries its labels.',
  held: {
    operator:
      'Its operator ({{operator}}) cleans up after it first, and only then it is gone; as long as the operator does not run, it stays as being deleted.',
    kubernetes:
      'Kubernetes first removes all that belongs to it, and only then it is gone.',
    other:
      'Something other than its operator has asked to clean up first, and only then it is gone.',
  },
  finalizers: 'Finalizers: {{finalizers}}',
  unknown: 'Could not be looked at, so there may be more: {{kinds}}',
  elsewhere:
    'Its data goes: whoever provides the instance takes away all that it consists of, also what cannot be seen here. This cannot be undone.',
  runs: 'While it is deleted this runs, and may take away more than is listed: {{names}}',
  in: 'in the namespace {{namespace}}',
  first: 'Is deleted first',
  firstWhy:
    'Whoever provides the instance takes it away only once its credentials are given back. Their Secrets go with them.',
  contents: 'Delete what it holds, too: {{what}} ({{number}})',
  contentsFirst: 'Is deleted first, with what is in it',
  contentsWhy:
    '{{name}} is deleted only once these are gone, as its operator takes them away only as long as it is there.',
  type: 'Type {{name}} to delete it',
  cancel: 'Cancel',
  verb: 'Delete {{name}}',
  backups_one: '{{count}} good backup goes with it.',
  backups_other: '{{count}} good backups go with it.',
} as const;
