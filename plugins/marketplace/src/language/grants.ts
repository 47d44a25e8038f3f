/** What is said of credentials that are had by asking. */
export const grantMessages = {
  none: 'Nobody has asked for credentials yet. Ask for some, and then bind a service to them.',
  noEndpoints: 'Where clients connect to comes with the credentials.',
  ask: 'Ask for credentials',
  title: 'Ask for credentials of {{name}}',
  what: 'Whoever provides the instance makes credentials of their own and puts them into a Secret. The portal does not read them. Ask once for each service, so that each can be given back by itself.',
  name: 'Name',
  nameHelp: 'Also the name of the Secret; cannot be changed later',
  verb: 'Ask for credentials',
  cancel: 'Cancel',
  revokeTitle: 'Give back {{name}}',
  revokeVerb: 'Give back {{name}}',
  revokeWhat:
    'The credentials are worth nothing afterwards, and the Secret {{secret}} goes.',
  nobody: 'No workload that you see has them.',
  breaks: 'They break without the credentials. Unbind them first.',
} as const;
