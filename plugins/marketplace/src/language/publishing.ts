/** What is said of drafts of items, and of their publishing. */
export const publishingMessages = {
  drafts: {
    link: 'Publish items',
    title: 'Items to publish',
    what: 'Kinds that operators have added to the clusters. An item is drafted from the schema of a kind, and offered to teams once you publish it.',
    search: 'Find a kind',
    published: 'Published here',
    draftable: 'Can be drafted',
    others: 'Cannot be drafted, or are items already',
    none: 'No kind is installed of which there is no item yet.',
    kind: 'Kind',
    group: 'Group',
    verdict: 'Item',
    draft: 'Draft an item of {{kind}}',
    isItem: 'Belongs to the item {{item}}',
    to: 'Offered to',
    by: 'By',
    all: 'All teams',
    unreadable: 'Cannot be read any more; open it to see why',
    state: {
      published: 'Offered',
      withdrawn: 'Withdrawn',
    },
    because: {
      'cluster-scoped': 'Its objects belong to no namespace, and so to no team',
      'no-status': 'It has no status, so nobody could see whether it is ready',
      kubernetes: 'Part of Kubernetes or its projects',
      'not-served':
        'The cluster serves no version of it that the portal can read',
    },
  },
  draft: {
    title: 'Definition of {{title}}',
    what: 'Looked at against the schema in cluster {{cluster}}.',
    back: 'All items to publish',
    loading: 'Drafting from the schema…',
    noDraft: 'It could not be drafted',
    noDefinition: 'The definition of {{name}} could not be read',
    none: {
      'no-fields':
        'No item can be drafted of {{kind}}: its schema names no field that a form can ask for. Write a definition file if you know its fields.',
      'no-readiness':
        'No item can be drafted of {{kind}}: its status has neither conditions nor a phase, so nobody could see whether it is ready.',
    },
    definition: 'Definition',
    checking: 'Looking at what it means…',
    notChecked: 'It could not be looked at',
    faults: 'To be put right',
    line: 'Line {{line}}',
  },
  meaning: {
    item: 'As the marketplace shows it',
    form: 'The form of whoever orders',
    plan: 'Plan',
    others:
      'Not asked for, but can be written as YAML, and passed on as they are: {{fields}}',
    living: 'What runs of it, as the definition reads it',
    noLiving:
      'Nothing runs of it here, so whether it tells readiness well is seen with the first order.',
    more: 'There are more of them.',
    rights: 'Rights in the clusters',
    notWatched:
      'The portal may not watch this kind here, so nothing that is ordered would be shown. Apply the roles below, or give the portal the right as the documentation of clusters says.',
    roles: 'Roles by which the portal watches it and teams order it',
  },
  try: {
    title: 'Try it',
    what: 'Orders the first plan as a dry run. Nothing is made.',
    place: 'Namespace',
    verb: 'Try an order',
  },
  publish: {
    title: 'Offer it to',
    all: 'All teams',
    some: 'Some teams',
    rights:
      'The cluster decides who may order: its roles must let teams make objects of this kind.',
    verb: 'Publish {{title}}',
    withdraw: 'Withdraw {{title}}',
    withdrawWhat:
      'Withdrawn, it cannot be ordered any more; what runs of it stays and is still shown.',
    withdrawn:
      'It is withdrawn: nothing new can be ordered, and what runs of it stays. Publish it to offer it again.',
    failed: 'It was not done',
  },
} as const;
