/** What is said of prices, limits and defaults. */
export const termsMessages = {
  terms: {
    cost: 'Cost',
    month: '{{cost}} a month',
    was: '{{cost}} a month now',
    unpriced: 'Nobody has said what it costs then.',
    how: 'How it comes about',
    own: 'For itself: {{cost}}',
    part: '{{resource}}, {{amount}}: {{cost}}',
    exceeded: 'Over the limits',
    exceededWhat:
      'The limits of the platform do not allow this, so it cannot be ordered like this.',
    field: '{{field}}: {{range}}',
    fieldIs: '{{field}}: {{range}}, not {{is}}',
    atLeast: 'at least {{least}}',
    atMost: 'at most {{most}}',
    between: 'from {{least}} to {{most}}',
    oneOf: 'one of {{values}}',
    both: '{{one}}, {{other}}',
    instances_one:
      'A team may have {{count}} of it in {{environment}}, and {{tenant}} has {{are}}. Delete one that nobody needs, or ask a platform engineer.',
    instances_other:
      'A team may have {{count}} of it in {{environment}}, and {{tenant}} has {{are}}. Delete one that nobody needs, or ask a platform engineer.',
    instancesOf_one:
      'A team may have {{count}} of {{plans}} in {{environment}}, and {{tenant}} has {{are}}. Delete one that nobody needs, choose another plan, or ask a platform engineer.',
    instancesOf_other:
      'A team may have {{count}} of {{plans}} in {{environment}}, and {{tenant}} has {{are}}. Delete one that nobody needs, choose another plan, or ask a platform engineer.',
    closed: 'Not offered in {{environment}}',
    noPlan: 'Choose a plan: {{plans}} have limits or prices of their own.',
    most_one: 'at most {{count}} for each team',
    most_other: 'at most {{count}} for each team',
    plans: 'Plans',
    plan: 'Plan',
    noEnvironment: 'Elsewhere',
    withoutEnvironment: 'namespaces without an environment',
    noTeam: 'what belongs to no team',
    unsaid: '–',
    changePlan:
      'The plan decides on price and limits. What is entered below stays as it is.',
    configured:
      'The configuration of the portal says of it, over what the definition says: {{keys}}',
  },
} as const;
