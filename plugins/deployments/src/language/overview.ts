/** What is said of a placement, its rollout and its revisions. */
export const overview = {
  tiles: {
    label: 'Where it runs',
    stale: 'As it was {{time}}',
    rolloutFailed: 'Rollout failed',
    earlier_one: '{{count}} of an earlier revision still ready',
    earlier_other: '{{count}} of earlier revisions still ready',
  },
  headline: {
    heard: '{{environment}} · {{status}} · {{line}}',
    heardShort: '{{environment}} · {{status}}',
    runs: {
      since: 'Deployed {{time}} and running: {{release}}',
      plain: 'Running now: {{release}}',
    },
    notReady: {
      since: 'Deployed {{time}} and not ready: {{release}}',
      plain: 'Not ready: {{release}}',
    },
    neverReady: {
      since: 'Deployed {{time}} and never ready since: {{release}}',
      plain: 'Never ready so far: {{release}}',
    },
    lastGood: 'Last good one, still serving: {{release}}',
    lastReady: 'The last one that was ready: {{release}}',
    before:
      'The one before, created {{time}}: {{release}}. Its pods are gone, and the cluster does not tell whether they were ready.',
    beforePlain:
      'The one before: {{release}}. Its pods are gone, and the cluster does not tell whether they were ready.',
  },
  rollout: {
    title: 'Rollout',
    complete: 'Complete',
    rolledOut: 'Rolled out, {{ready}} of {{wanted}} ready',
    progressing: 'In progress',
    deadline: 'In progress; counts as stuck in {{duration}} unless it moves',
    paused: 'Paused',
    stuck: 'Stuck',
    stuckSince: 'Stuck, noticed {{time}}',
    new: '{{ready}} of {{wanted}} ready',
    old_one: '{{count}} still ready',
    old_other: '{{count}} still ready',
  },
  revision: {
    title: 'Revisions',
    revision: 'Revision',
    numbered: 'Revision {{number}}',
    current: 'Current',
    images: 'Image and digest',
    copyDigest: 'Copy the digest of the image of {{container}}',
    ready: 'Ready',
    age: 'Created',
    changeCause: 'Cause of the change',
    actions: 'Actions',
    none: 'No revisions are kept.',
    notKnown: 'Which revisions there are is not known: they cannot be read.',
  },
  difference: {
    image: 'Image of {{container}}: {{from}} → {{to}}',
    env: {
      added: 'Variables of {{container}} added: {{names}}',
      removed: 'Variables of {{container}} removed: {{names}}',
      changed: 'Variables of {{container}} changed: {{names}}',
    },
    part: {
      command: 'Command of {{container}} changed',
      resources: 'Resources of {{container}} changed',
      probes: 'Probes of {{container}} changed',
      'env-from':
        'The ConfigMaps or Secrets that {{container}} takes variables from changed',
      mounts: 'Mounted volumes of {{container}} changed',
    },
    container: {
      added: 'Container {{container}} added',
      removed: 'Container {{container}} removed',
    },
    volumes: 'Volumes changed: {{names}}',
    restart: 'Restart, nothing else',
    other: 'Other settings of the pods changed',
  },
} as const;
