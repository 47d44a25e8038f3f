import { deletionMessages } from './deletion';

/** What the fields, the preview and the runs of Create say in English. */
export const messages = {
  late: 'Still waiting for answers of git, the CI server, the image registry, the catalog and the clusters. Whichever has not answered within half a minute is named here.',
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
  entity: {
    none: 'The catalog has nothing of this kind that you may see.',
  },
  environments: {
    teamFirst: 'Choose a team first.',
    none: 'The team has no namespace for any of these environments. Ask the platform engineers for one.',
    silent:
      'Some clusters do not answer at present ({{clusters}}), so environments may be missing.',
    again: 'Look again',
  },
  middleware: {
    looking: 'Looking whether it can be ordered…',
    failed: 'Whether {{title}} can be ordered could not be found out',
    absent:
      'It cannot be ordered here: its operator is not installed. A platform engineer can install it.',
    'team-first': 'Choose a team first.',
    'environment-first': 'Choose an environment first.',
    'no-place': 'It cannot be ordered for the team in {{environment}}.',
    'not-allowed':
      'You may not order it in {{environment}}: the cluster gives you no right to. Ask a lead of the team, or a platform engineer.',
    none: 'None',
    plan: '{{title}}, in {{environment}}: {{summary}}',
    planCost: '{{title}}, in {{environment}}: {{summary}} · {{cost}}',
    which: 'What',
    plans: 'Plan',
    adjust: 'Adjust it',
    notHere: 'It cannot be ordered by a template; order it at the marketplace.',
    unfinished:
      'No plan is chosen yet, so nothing would be ordered: wait until the plans are shown, or choose something else or nothing.',
    noSecrets:
      'Fields whose values may be secret are left out, as runs keep what is entered here. Order it at the marketplace to set them.',
    needsSecrets:
      'This plan needs values that may be secret ({{fields}}), and runs keep what is entered here: choose another plan, or order it in the marketplace and bind it there.',
    toMarketplace: 'Order it in the marketplace',
    nothing: 'Nothing can be ordered for the teams that you see.',
    noItems: 'What can be ordered could not be found out',
  },
  name: {
    'too-long': 'Too long: 50 characters at most.',
    'no-host-name':
      'DNS would refuse it: lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen.',
    reserved:
      'Reserved: an account of this name may be in the namespace already. Choose another name, which is not “default” and does not begin with “deployer-”.',
    looking: 'Looking whether the name is free…',
    free: '{{name}} is free everywhere.',
    blocked:
      'Nothing can be created under this name until that is known. What you have entered stays.',
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
      wrong: 'The name is reserved, or DNS would refuse it',
    },
    owner: {
      fine: 'You may create services for {{team}}',
      wrong:
        'You are not a member of {{team}}: choose a team of yours, or ask to be taken in',
    },
    namespace: {
      taken:
        'There is a namespace {{namespace}} in the cluster {{cluster}}, and it is not labelled as the team’s for {{environment}}: a platform engineer can label it, if it is the team’s',
      leaving:
        'The namespace {{namespace}} in the cluster {{cluster}} is being deleted: try again when it is gone',
      absent:
        'The cluster {{cluster}} has no namespace of the team for {{environment}}',
      unknown:
        'Whether the cluster {{cluster}} has a namespace of the team for {{environment}} is not known: nothing was heard of it since {{since}}. Try again when it answers',
      misnamed:
        'A namespace for {{environment}} could not be called after the team: ask the platform engineers for one of another name',
      'no-cluster':
        'The template names a cluster that the portal does not know',
      'which-cluster':
        'In which cluster the namespace for {{environment}} is to be is not certain: the template has to name one',
      one: '{{environment}} is {{namespace}} in the cluster {{cluster}}',
      new: '{{environment}} becomes {{namespace}}, a new namespace in the cluster {{cluster}}',
      refused:
        'You may not make the namespace {{namespace}} for {{environment}} in the cluster {{cluster}}: ask a platform engineer to create the application, or choose environments for which the team has a namespace',
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
    host: {
      free: 'The address {{host}} is free',
      taken:
        'The address {{host}} in {{environment}} is in use: choose another name',
      unknown:
        'Whether the address {{host}} in {{environment}} is in use cannot be seen at present',
    },
    quota: {
      fine: '{{namespace}} has room for it',
      wrong:
        'The quota of {{namespace}} is too small: ask for more, or choose other environments',
    },
    limits: {
      wrong:
        'The LimitRange of {{namespace}} admits no pod of it: {{bounds}}. Choose other environments, or ask whoever set the LimitRange for other bounds',
    },
    middleware: {
      orderable: '{{name}} can be ordered for {{environment}}',
      taken:
        'There is a {{name}} in {{environment}} already, perhaps of a service that was deleted: choose another name, or delete it in the marketplace',
      later:
        '{{name}} is ordered once the namespace for {{environment}} is made; whether its quota is enough is seen then',
    },
    order: {
      limits:
        '{{name}} goes over the limits of the platform in {{environment}}: {{limits}}',
      secrets:
        '{{name}} cannot be ordered for {{environment}} with values that may be secret, as runs keep what is entered: leave out {{fields}}, or order it in the marketplace',
      'needs-secrets':
        '{{name}} cannot be ordered for {{environment}} by a template: its plan needs {{fields}}, which may be secret, and runs keep what is entered. Choose another plan, or order it in the marketplace',
      'no-such-plan':
        '{{name}} cannot be ordered for {{environment}}: there is no plan {{plan}}. Choose one of {{plans}}',
      'not-by-template':
        '{{name}} cannot be ordered by a template for {{environment}}: order it in the marketplace',
      misnamed:
        '{{name}} cannot be the name of middleware in {{environment}}: at most 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
      absent:
        '{{name}} cannot be ordered for {{environment}}: it is not offered there. Choose something else, or ask a platform engineer',
      'not-allowed':
        'You may not order {{name}} for {{environment}}: ask a lead of the team, or a platform engineer',
      'not-taken':
        'The order of {{name}} for {{environment}} is refused as it is entered: the details say what to change',
      unknown:
        'Whether {{name}} can be ordered for {{environment}} could not be found out: try again',
    },
    chart: { unknown: 'What it needs of the quotas is not known' },
  },
  deletion: deletionMessages,
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
    kinds: {
      credential: 'Credential',
      images: 'Images',
      job: 'Pipeline',
      protection: 'Branch protection',
      repository: 'Repository',
      webhook: 'Webhook',
    },
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
    forRollout_one:
      '{{count}} pod of these is needed only while the service is bound to its middleware: the rollout starts a new pod before it ends the old one.',
    forRollout_other:
      '{{count}} pods of these are needed only while the service is bound to its middleware: the rollout starts new pods before it ends the old ones.',
    costs: 'Cost',
    cost: '{{title}} {{name}} in {{environment}}: {{cost}}',
    checks: 'Checked',
    details: 'Details',
  },
  renewal: {
    menu: 'Renew deploy rights…',
  },
  type: {
    deletion: 'deletion',
    renewal: 'renewal',
    service: 'service',
    system: 'system',
    website: 'website',
  },
  tool: {
    lacking: 'Its pipeline would fail at present.',
    missing: 'No executor of the CI server has {{name}}.',
    missingVersion:
      'No executor of the CI server has {{name}} {{atLeast}} or newer.',
    tooOld:
      'The executors of the CI server have {{name}} {{version}}; {{atLeast}} or newer is needed.',
    apart:
      'No executor of the CI server has {{name}} together with the other programs that are needed.',
    unknown: 'Whether an executor of the CI server has {{name}} is not known.',
    notFoundOut: 'Whether its pipeline can run could not be found out.',
    noAnswer: 'The CI server was asked for its programs in vain: {{because}}',
    noExecutors: 'The CI server has no machine that takes builds at present.',
    untold:
      'The executors of the CI server do not say whether they have {{because}}.',
    unreadable:
      'The template declares the programs that it needs as “{{because}}”, which cannot be read: its owners can mend that.',
    notAsked: 'The portal could not be asked: {{because}}',
    fine: 'An executor of the CI server has {{name}} {{version}}',
    advice:
      'Nothing can be created until it is there: ask the platform engineers to install it, or choose another template.',
  },
  undo: {
    service: 'the service',
    underWay: 'The creation of {{service}} is being undone…',
    done: 'The creation of {{service}} is undone. Nothing is left behind.',
    cancelled: 'Cancelled: this run goes no further.',
    broken:
      'Failed: {{service}} was not created. The error on this page says why.',
    pipeline: {
      why: 'Failed: {{service}} was not created.',
      failed: 'Run #{{number}} of its pipeline failed.',
      failedIn: 'Run #{{number}} of its pipeline failed in {{stage}}.',
      aborted: 'Run #{{number}} of its pipeline was aborted.',
      other: 'Run #{{number}} of its pipeline did not succeed.',
      jenkinsfile: 'Jenkinsfile: {{what}}',
      jenkinsfileLine: 'Jenkinsfile line {{line}}: {{what}}',
      unknownStep: 'no such step {{step}}',
      cut: 'More tests failed than are shown here.',
      log: 'The last lines of its log are below, in the log of the step that waited for it.',
    },
    left_one: '{{count}} thing is left of {{service}}',
    left_other: '{{count}} things are left of {{service}}',
    again:
      'It is tried again every minute, and the name stays taken until then. Mend what stands in the way, or delete by hand what is left; if you may not, ask a platform engineer.',
    stays: 'That is not tried again, and all else is undone.',
    repository:
      'Where somebody has worked in the repository, the portal does not delete it. Once nobody needs that work, delete it at the git server.',
    removed: 'Removed again',
    nothing: 'The run had not made anything yet.',
    failed: 'How far this creation is undone could not be found out',
    advice:
      'The portal undoes it all the same, and tells by notification how that went. This page asks again every few seconds.',
    lost: 'The connection to the portal is lost',
    lostAdvice:
      'A creation that was running goes on, and is taken up again should the portal have to restart. This page asks again every few seconds.',
    thing: {
      folder: 'folder {{name}} of the CI server',
      hook: 'webhook of the repository {{name}} at {{where}}',
      images: 'images {{name}} of the registry',
      job: 'job {{name}} of the CI server',
      namespace: 'namespace {{name}} of the cluster {{where}}',
      project: 'project {{name}} of the registry',
      registration: 'entity {{name}} of the catalog',
      release: 'what was deployed as {{name}} to {{where}}',
      repository: 'repository {{name}} at {{where}}',
      rights: 'rights to deploy {{name}} to {{where}}',
      middleware: 'middleware {{name}} in {{where}}',
      credentials: 'credentials {{name}} in {{where}}',
      binding: 'credentials that {{name}} in {{where}} was given',
      reader:
        'account by which pipelines of {{name}} read repositories at {{where}}',
      robot: 'robot account {{name}} of the project {{where}} of the registry',
    },
  },
} as const;
