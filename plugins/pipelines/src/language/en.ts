/** What the pages of pipelines say in English. */
export const messages = {
  loading: 'Asking the CI server…',
  state: {
    running: 'Running',
    'waiting-for-input': 'Waits for an answer',
    succeeded: 'Passed',
    unstable: 'Unstable',
    failed: 'Failed',
    aborted: 'Aborted',
    'not-built': 'Not built',
    skipped: 'Skipped',
    unknown: 'State not known',
  },
  deploys: {
    soon: 'The right of the pipeline to deploy to {{places}} ends {{time}}; every deployment fails after that.',
    ended:
      'The right of the pipeline to deploy to {{places}} ended {{time}}: every deployment there fails.',
    and: ', ',
    renew: 'Renew deploy rights',
  },
  view: {
    failed: {
      title: 'The runs could not be read',
      advice: 'The portal did not answer. This page tries again by itself.',
    },
    notFound: {
      title: 'What this address names does not exist, or you may not see it',
      advice: 'Correct the address; the details say what was looked for.',
    },
    notAllowed: {
      title: 'You may not see the runs of this service',
      advice: 'Members of the team that owns it may. Ask its team lead.',
    },
  },
  nothing: {
    asOf: 'The CI server said so {{time}}.',
    notConfigured: {
      title: 'No CI server is connected to this portal',
      advice:
        'So it knows of no runs. A platform engineer can connect a Jenkins in the configuration of the portal:',
    },
    notPermitted: {
      title: 'You may see {{name}}, and its pipelines are told to its team',
      advice:
        'Members of the team that owns it and platform engineers see its runs and logs. Ask its team lead.',
    },
    notAnnotated: {
      title: 'The catalog does not say which pipeline builds {{name}}',
      advice:
        'Name the job in the catalog-info.yaml of the service, with its folders, as the CI server calls it. The runs then appear here by themselves:',
      template:
        'Services that are created from a template of this portal have it from the beginning.',
    },
    jobAbsent: {
      title: 'The CI server has no job {{job}}',
      advice:
        'It was removed or renamed, or the account of the portal may not see it. Correct the annotation jenkins.io/job-full-name of the service, or create the job.',
    },
    runAbsent: {
      title: 'There is no run {{number}} of {{job}}',
      advice:
        'The CI server knows of none with this number. It may have discarded an old run, or one of a branch that was deleted.',
      back: 'See all runs of {{name}}',
    },
  },
  silent: {
    unreachable: 'The CI server cannot be reached.',
    slow: 'The CI server does not answer in time.',
    unauthenticated: 'The CI server does not accept the account of the portal.',
    forbidden: 'The CI server denies the account of the portal this.',
    failed: 'The CI server answered with an error.',
    asOf: 'This is as it was {{time}}; it could not be read since {{since}}. It is asked again by itself.',
    never:
      'Nothing has been heard of it, first asked {{since}}. It is asked again by itself.',
    why: 'Why',
    advice: {
      unreachable:
        'A platform engineer can see whether it runs, and whether the portal is configured with its address.',
      slow: 'It may be busy: a platform engineer can see how it is.',
      unauthenticated:
        'A platform engineer can make a new API token there and configure the portal with it.',
      forbidden:
        'A platform engineer can give the account the permission that is named below.',
      failed: 'Its log says more; it may be starting.',
    },
  },
  missing: {
    stages: 'The stages',
    tests: 'The tests that failed',
    questions: 'What the run asks',
    image: 'The image',
    jenkinsfile: 'What is wrong with the Jenkinsfile',
    notRead: '{{what}} could not be read.',
    noPlugin:
      '{{what}} are not known, as the plugin {{plugin}} is not installed in Jenkins.',
  },
  run: {
    name: '#{{number}} of {{branch}}',
    number: '#{{number}}',
    back: '← All runs of {{name}}',
    took: 'took {{duration}}',
    running: 'has been running for {{duration}}',
    wasRunning: 'had been running for {{duration}} when last heard of',
  },
  runs: {
    label: 'Runs of {{name}}',
    none: 'Nothing has run yet. A run begins with the next push and appears here by itself.',
    noneSo: 'None of the runs that are shown is so. Change the filter.',
    more: 'Show older runs',
    atServer: '{{job}} at the CI server',
  },
  cause: {
    user: 'Started by hand',
    userBy: 'Started by {{who}}',
    push: 'After a push',
    pushBy: 'After a push by {{who}}',
    replay: 'Run again',
    replayBy: 'Run again by {{who}}',
    timer: 'By schedule',
  },
  trouble: {
    waits: 'Waits in {{stage}}',
    stage: 'Failed in {{stage}}',
    tests_one: '{{failed}} of {{all}} tests failed',
    tests_other: '{{failed}} of {{all}} tests failed',
    jenkinsfile: 'Jenkinsfile: {{what}}',
    jenkinsfileLine: 'Jenkinsfile line {{line}}: {{what}}',
    unknownStep: 'no such step {{step}}',
  },
  queue: {
    waits: 'Waits for its turn',
    held: 'Begins when {{run}} has ended, which waits for an answer: runs of this branch follow one another.',
    answer: 'Approve or reject {{run}}',
  },
  filter: {
    branch: 'Branch',
    allBranches: 'All branches',
    trouble: 'Only what went wrong',
  },
  stages: { title: 'Stages' },
  tests: {
    failed: 'Failed tests',
    counts: 'Tests: {{passed}} passed, {{failed}} failed, {{skipped}} skipped',
  },
  facts: {
    title: 'What went in and came out',
    image: 'Image',
    copyImage: 'Copy the image with its digest',
    changes: 'Changes',
    parameters: 'Parameters',
    artifacts: 'Files',
  },
  copy: { done: 'Copied' },
  log: {
    title: 'Log',
    label: 'Lines of the log',
    failed: 'The log could not be read',
    notAllowed: 'You may not read this log',
    state: {
      reading: 'Reading…',
      live: 'Live',
      reconnecting:
        'The CI server or the portal is silent; trying again. Nothing will be missing.',
      ended: 'Complete: the run has ended.',
    },
    kept_one: '{{shown}} line',
    kept_other: '{{shown}} lines',
    follow: 'Follow',
    followHint: 'Keep the newest line in sight ( f )',
    earlier: 'Show earlier lines ({{bytes}} before)',
    search: {
      label: 'Search in these lines ( / )',
      previous: 'Match before',
      next: 'Next match',
      count_one: '{{shown}} line has it',
      count_other: '{{shown}} lines have it',
    },
    download: {
      start: 'Download the whole log',
      cancel: 'Cancel the download ({{bytes}} so far)',
    },
    empty: 'The run wrote nothing.',
    nothingYet: 'Nothing said yet. What is said comes up here by itself.',
    news_one: '▼ {{shown}} new line',
    news_other: '▼ {{shown}} new lines',
  },
  action: {
    runAgain: 'Run again…',
    abort: 'Abort…',
    atServer: 'Open at the CI server',
    proceed: '{{label}}…',
    reject: 'Reject…',
  },
  given: {
    label: 'What people did to this run',
    abort: 'Aborted by {{who}} {{time}}.',
    proceed: 'Approved by {{who}} {{time}}.',
    reject: 'Rejected by {{who}} {{time}}.',
  },
  question: {
    until: 'Without an answer the run ends at {{time}}.',
    restricted:
      'The pipeline takes the answer from {{who}} only: they answer at the CI server, under their own name.',
    atServer: 'Asks for what only the CI server can take: answer there',
    notHere:
      'Asks for what only the CI server can take, and there is no page to answer it on: answer through its interface for programs.',
  },
  refusal: {
    notKnown: 'Whether you may answer could not be asked: {{because}}',
    notPermitted:
      'You may not answer this. Members of the team that owns the service may.',
  },
  order: {
    cancel: 'Cancel',
    close: 'Close',
    sending: 'Telling the CI server…',
    runAgain: {
      title: 'Run {{branch}} again',
      effect:
        'Builds the newest commit of {{branch}} with the same parameters, as a new run. This run stays as it is.',
      deploys:
        'All stages are run: where the pipeline deploys this branch, it deploys again.',
      verb: 'Run {{branch}} again',
    },
    abort: {
      title: 'Abort {{name}}',
      effect: 'The run is stopped where it is.',
      inStage: 'The run is stopped in the middle of {{stage}}.',
      stays:
        'What it has done until then stays done: images that were pushed, and what was deployed.',
      verb: 'Abort {{name}}',
    },
    proceed: {
      title: 'Let {{name}} go on',
      effect: 'The run goes on with what comes behind this question.',
      recorded: 'The answer is recorded under your name.',
      verb: 'Approve',
    },
    reject: {
      title: 'Reject what {{name}} asks',
      effect: 'The run ends here; the stages behind this question are not run.',
      verb: 'Reject and end the run',
    },
  },
  sent: {
    'run-again': 'A new run is ordered. It appears in the list of runs.',
    abort: 'The run is being aborted.',
    proceed: 'The answer is given: the run goes on.',
    reject: 'The answer is given: the run ends.',
  },
  problem: {
    changed: {
      title: 'The run has moved on in the meantime',
      advice: 'Nothing was done. Close this and see how it is now.',
    },
    'not-allowed': {
      title: 'You may not do this',
      advice:
        'Nothing was done. Ask the lead of the team that owns the service.',
    },
    answered: {
      title: 'It has been answered already, or the run has ended',
      advice: 'Your answer was not given. Close this and see how it is now.',
    },
    gone: {
      title: 'It is not there any more',
      advice: 'Nothing was done. Close this and see how it is now.',
    },
    unreachable: {
      title: 'The CI server cannot be reached',
      advice:
        'Whether it was done is not certain. See how the run is, then try again.',
    },
    lost: {
      title: 'It is not known whether this was done',
      advice:
        'No answer came back, so it may have been done all the same. Close this and see how the run is, and whether there is a new one, before you try again.',
    },
    refused: {
      title: 'The CI server refuses this',
      advice: 'Nothing was done. The details have the reason.',
    },
    other: {
      title: 'This did not work',
      advice: 'See how the run is now before trying again.',
    },
  },
  team: {
    title: 'Pipelines of the team',
    none: 'No service of this team whose runs you may see has run a pipeline yet.',
    unseen:
      'You see no service of this team. Only runs of services that you may see are shown here; its members can tell you of others.',
    absent: 'The CI server has no job for: {{services}}.',
    silent: 'Nothing has been heard yet of: {{services}}.',
    notPermitted: 'Only its own team is told the pipelines of: {{services}}.',
    unbuilt: 'The catalog names no pipeline of: {{services}}.',
  },
} as const;
