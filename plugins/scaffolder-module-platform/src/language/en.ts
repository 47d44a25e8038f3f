/** What the fields and the preview of Create say in English. */
export const messages = {
  choices: {
    failed: 'What you may choose from could not be read',
    open: 'Show what there is',
    close: 'Close',
    clear: 'Clear',
    noMatch: 'Nothing of that name',
    loading: 'Looking…',
  },
  team: {
    none: 'You are in no team that can own services. Ask a team lead to be taken in.',
  },
  application: {
    teamFirst: 'Choose a team first.',
    none: 'The team has no application yet. Create one from the template “Application”, or register a System of the team in the catalog.',
  },
  environments: {
    teamFirst: 'Choose a team first.',
    none: 'The team has no namespace for any of these environments. Ask the platform engineers for one.',
    silent:
      'Some clusters do not answer at present ({{clusters}}), so environments may be missing.',
    again: 'Look again',
  },
  name: {
    'too-long': 'Too long: 50 characters at most.',
    'no-host-name':
      'DNS would refuse it: lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen.',
    looking: 'Looking whether the name is free…',
    free: '{{name}} is free everywhere.',
    notLooked: 'Whether it is free could not be found out: {{because}}',
  },
  in: {
    git: 'git',
    ci: 'the CI server',
    registry: 'the image registry',
    catalog: 'the catalog',
    kubernetes: 'Kubernetes ({{namespace}})',
  },
  check: {
    name: {
      fine: 'The name can be a host name',
      wrong: 'DNS would refuse the name',
    },
    owner: {
      fine: 'You may create services for {{team}}',
      wrong:
        'You are not a member of {{team}}: choose a team of yours, or ask to be taken in',
    },
    namespace: {
      one: '{{environment}} is {{namespace}} in the cluster {{cluster}}',
      none: 'The team has no namespace for {{environment}}: ask the platform engineers for one',
      several:
        'The team has several namespaces for {{environment}}: the template has to name the cluster',
    },
    free: {
      free: '{{name}} is free in {{where}}',
      taken: '{{name}} is taken in {{where}}: choose another name',
      unknown:
        'Whether the name is free in {{where}} could not be found out: {{message}}',
    },
    quota: {
      fine: '{{namespace}} has room for it',
      wrong:
        'The quota of {{namespace}} is too small: ask for more, or choose other environments',
    },
    chart: { unknown: 'What it needs of the quotas is not known' },
  },
  preview: {
    looking: 'Finding out what would come to be…',
    failed: 'What would come to be could not be found out',
    advice:
      'Nothing was created. Go back and mend it, try again, or go on without a preview: all is checked again before anything is made.',
    notHere:
      'The preview is shown where a template is used, not where it is edited.',
    fine: 'Ready: {{name}} can be created',
    against_one: '{{count}} thing is in the way of {{name}}',
    against_other: '{{count}} things are in the way of {{name}}',
    again: 'Look again',
    nothingYet: 'Nothing has been created yet.',
    will: 'This will come to be',
    files_one: '{{count}} file in the repository',
    files_other: '{{count}} files in the repository',
    objects_one: '{{count}} object',
    objects_other: '{{count}} objects',
    shared: 'Once for all environments',
    inEnvironment: 'In {{environment}}',
    kind: 'Kind',
    name: 'Name',
    where: 'Where',
    bytes_one: '{{count}} byte',
    bytes_other: '{{count}} bytes',
    notShown: 'Not shown: no text, or too long.',
    quotas: 'Quotas',
    noQuotas: 'No quota counts what the service needs.',
    quotaOf: 'Quota {{quota}} of {{namespace}}',
    amount: '{{used}} + {{wanted}} of {{most}}',
    unspecified:
      '{{used}} of {{most}}; the chart does not say how much it needs, and no pod would be admitted',
    tooSmall: 'too small',
    checks: 'Checked',
    details: 'Details',
  },
} as const;
