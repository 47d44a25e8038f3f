/** What is said of bindings. */
export const bindingMessages = {
  title: 'Who uses it',
  none: 'No workload of its namespace has its credentials.',
  bind: 'Bind a service',
  bindAny: 'Bind a service to {{name}}',
  bindTo: 'Bind {{service}} to {{name}}',
  bindNow: 'Bind {{name}}',
  unbind: 'Unbind {{name}}',
  close: 'Cancel',
  looking: 'Looking at what can be bound…',
  noChoices: 'What can be bound could not be read',
  byHand: 'Bound by hand',
  byHandWhy:
    'The portal takes away only what it made. Take this away where it was made, for example in the chart of the service.',
  variables: 'Variables {{names}} in {{container}}',
  prefixes: 'All keys as variables {{prefix}}… in {{container}}',
  files: 'Files in {{path}} in {{container}}',
  nothing: 'Nothing of it is left in the workload.',
  needsSecret:
    'Its operator has named no Secret for it; a service can be bound only once it has.',
  deleting:
    '{{name}} is being deleted, so nothing can be bound to it any more.',
  toBeDeleted:
    '{{name}} will be deleted {{time}}, so nothing new can be bound to it. Undo its deletion first, on its page.',
  needsGrant:
    'Nobody has asked for credentials of it yet. Ask for some on the page of the instance, and then bind a service to them.',
  problem: {
    secretMissing:
      'The Secret {{secret}} is not there, so pods that start now do not come up. It comes back when the instance is healthy, or take the binding away.',
    keyMissing:
      'The Secret {{secret}} lacks {{keys}}, so pods that start now do not come up. Bind it again with the keys that it has.',
    removed:
      'Somebody took away {{what}}. Bind it again, or unbind it to remove the rest.',
    rollingOut: 'Being rolled out: {{updated}} of {{wanted}} pods have it.',
    stuck:
      'Its rollout does not get on, so not all pods have it. The Deployments tab of the service says why.',
    instanceGone:
      'The instance {{name}} is not there any more. Unbind the service, or order an instance of that name.',
  },
  form: {
    service: 'Workload',
    choose: 'Choose one…',
    target: '{{service}} · {{kind}} {{name}}',
    container: 'Container',
    secret: 'Credentials',
    how: 'How it gets the credentials',
    env: 'As environment variables',
    files: 'As files',
    filesHelp:
      'One file a key in $SERVICE_BINDING_ROOT/{{name}}, as the Service Binding specification says. They follow a change of the password without a restart.',
    keys: 'Keys of the Secret',
    noKeys:
      'Nobody tells the portal which keys this Secret has, and it does not look. Write those that are wanted, with spaces between them; who provides the instance documents them.',
    prefix: 'Prefix of the variables',
    key: 'Key',
    variable: 'Variable',
    useKey: 'Use {{key}}',
    variableOf: 'Variable for {{key}}',
    refused: 'Cannot be bound here',
    noTargets: 'Nothing that can be bound runs in {{place}}.',
    elsewhere: 'Runs in {{places}}; Secrets serve their own namespace only.',
    howAddress: 'How it gets the address',
    address:
      'What the service gets is the address, from a Secret that the portal makes.',
    never:
      'The portal puts in names of keys only; it does not read the values.',
  },
  effect: {
    title: 'What this does',
    none: 'Choose a workload to see what changes.',
    asking: 'Asking the cluster what this would do…',
    restarts_one: '{{count}} pod is replaced, as the workload rolls out.',
    restarts_other:
      '{{count}} pods are replaced one after the other, as the workload rolls out.',
    restartsNone: 'No pod runs now; those that start later have it.',
    onDelete_one:
      'It replaces pods only when they are deleted; {{count}} goes on without the change until then.',
    onDelete_other:
      'It replaces pods only when they are deleted; {{count}} go on without the change until then.',
    onDeleteNone: 'No pod runs now; those that start later have it.',
    git: '{{keeper}} keeps this workload as git says. If it is set to remove what git does not say, it takes the binding away again; put it into git, too.',
    secretMissing:
      'The Secret {{secret}} is not there yet; new pods wait until it is.',
    makesSecret:
      'The Secret {{secret}} with the address is made. It goes when the instance goes.',
    goes: 'The service no longer has {{what}}. Whatever in it needs them breaks.',
    unchanged: 'Nothing would change.',
  },
  delete: {
    title: 'Bound to it',
    none: 'No workload that you see has its credentials.',
    breaks:
      'They keep running until their connections end, and do not start again without the Secret. Unbind them first.',
    row: '{{kind}} {{name}} loses {{what}}',
  },
  tab: {
    uses: 'What it uses',
    usesNothing: 'It has no credentials of middleware.',
    there: 'Also where it runs',
    thereNone: 'Nothing else runs in its namespaces.',
    market: 'Order middleware',
    unknownInstance: 'Secret {{secret}}',
  },
  resource: {
    title: 'Middleware',
    open: 'Open {{name}}',
    gone: 'It is not there any more, or not yours to see.',
  },
} as const;
