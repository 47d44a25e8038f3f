/** What is said of new credentials in place of old ones. */
export const rotationMessages = {
  rotation: {
    open: 'Rotate {{secret}}',
    foreign:
      'The operator did not make this Secret, so it will not put new credentials into it.',
    missing: 'The Secret is not there, so that there is nothing to rotate.',
    notKnown:
      'Whether its credentials can be rotated could not be found out. {{why}}',
    title: 'New credentials in {{secret}}',
    what: 'The operator makes new credentials and puts them into the Secret {{secret}}. The portal neither makes nor reads them. The old ones stop to work at once.',
    restarts: 'Have the old ones until they restart, and cannot connect',
    restart: 'Restart {{kind}} {{name}} ({{what}})',
    follows: 'See the new ones in their files without a restart',
    nobody: 'No workload that you see has them.',
    verb: 'Make new credentials',
    cancel: 'Cancel',
    close: 'Close',
    making: 'Waiting for the operator…',
    made: 'The new credentials are there.',
    notMade:
      'The operator was asked, and has not made new ones yet. Look at its state below; restart the services once the Secret is there.',
    restarted: 'Being restarted: {{names}}',
    notRestarted: 'Could not be restarted: {{name}}',
  },
} as const;
