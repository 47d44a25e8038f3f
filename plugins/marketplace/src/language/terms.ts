/** What is said around prices, limits and defaults. */
export const termsMessages = {
  terms: {
    cost: 'Cost',
    was: '{{cost}} a month now',
    unpriced: 'Nobody has said what it costs then.',
    exceeded: 'Over the limits',
    exceededWhat:
      'The limits of the platform do not allow this, so it cannot be ordered like this.',
    plans: 'Plans',
    plan: 'Plan',
    noEnvironment: 'Elsewhere',
    unsaid: '–',
    changePlan:
      'The plan decides on price and limits. What is entered below stays as it is.',
    configured:
      'The configuration of the portal says of it, over what the definition says: {{keys}}',
  },
} as const;
