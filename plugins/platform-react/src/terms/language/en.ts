/** What is said of prices and limits, on every page the same. */
export default {
  month: '{{cost}} a month',
  how: 'How it comes about',
  own: 'For itself: {{cost}}',
  part: '{{resource}}, {{amount}}: {{cost}}',
  field: '{{field}}: {{range}}',
  fieldIs: '{{field}}: {{range}}, not {{is}}',
  atLeast: 'at least {{least}}',
  atMost: 'at most {{most}}',
  between: 'from {{least}} to {{most}}',
  together: 'at most {{total}} together',
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
  withoutEnvironment: 'namespaces without an environment',
  noTeam: 'what belongs to no team',
} as const;
