import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What the home page and the page for people without a team say. */
export const homeTranslationRef = createTranslationRef({
  id: 'pilothouse-home',
  messages: {
    greeting: {
      morning: 'Good morning, {{name}}',
      afternoon: 'Good afternoon, {{name}}',
      evening: 'Good evening, {{name}}',
      night: 'Hello, {{name}}',
    },
    me: {
      loading: 'Asking who you are…',
      failed: 'The portal could not tell who you are',
    },
    teams: { label: 'My teams', none: 'no team' },
    owned: {
      title: 'Mine',
      loading: 'Looking for what you own…',
      failed: 'What you own could not be read from the catalog',
      failedAdvice:
        'The catalog did not answer. It may be starting: wait a moment and try again.',
      empty: 'Neither you nor your teams own anything yet.',
      create: 'Create a service',
      all_one: 'My {{count}} service',
      all_other: 'All {{count}} services of mine',
      ofAll_one: 'The {{count}} service of all teams',
      ofAll_other: 'All {{count}} services of all teams',
      unregistered: 'Not in the catalog',
      unregisteredWhy:
        'Runs in the namespaces of your teams, and counts as theirs.',
      unregisteredMore_one: '{{count}} more',
      unregisteredMore_other: '{{count}} more',
      noApplication: 'In no application',
      others: 'APIs and resources',
      noServices: 'No services yet',
      asOf: 'as of {{time}}',
    },
    needs: {
      title: 'Needs you',
      titleOfAll: 'Broken in any team',
      open: 'Open',
      you: 'you',
      creationFailed: 'Creating it failed ({{template}})',
      runFailed: 'The run failed',
      openRun: 'Open the failed run of {{name}}',
      done: 'Done with it',
      doneWith: 'Done with the failed run of {{name}}',
      runsNotKnown:
        'Whether what you had created went through could not be read; it is asked again',
      runsReading:
        'Whether what you had created went through is still being read',
      openWhat: 'Open {{name}} in {{where}}',
      none_one: 'Your {{count}} service is well',
      none_other: 'All {{count}} services of yours are well',
      noneOfAll_one: 'The {{count}} service of all teams is well',
      noneOfAll_other: 'All {{count}} services of all teams are well',
      awake_one: '{{count}} service is well',
      awake_other: '{{count}} services are well',
      runs_one: '{{count}} service runs as it should',
      runs_other: '{{count}} services run as they should',
      pipelinesReading: 'Pipelines are still being read',
      pipelinesNotKnown: 'How the pipelines are is not known',
      asleep_one: '{{count}} service is scaled to zero',
      asleep_other: '{{count}} services are scaled to zero',
      undeployed_one: '{{count}} service is not deployed yet',
      undeployed_other: '{{count}} services are not deployed yet',
      underWayOfAll_one:
        'Nothing is known to be broken: {{count}} service is changing or not known',
      underWayOfAll_other:
        'Nothing is known to be broken: {{count}} services are changing or not known',
      notKnownOfAll:
        'Nothing is known to be broken, but not all clusters can be read',
      underWay_one:
        'Nothing needs you: {{count}} of your services is changing or not known',
      notKnown:
        'Nothing that needs you is known, but not all clusters can be read',
      underWay_other:
        'Nothing needs you: {{count}} of your services are changing or not known',
      loading: 'Looking at how your services are…',
      failed: 'How your services are could not be read',
      failedAdvice:
        'The portal did not answer, or could not ask the clusters. It tries again by itself.',
    },
    changed: {
      title: 'Changed since you last looked',
      titleFirst: 'Changed within a day',
      reading: 'Reading from your settings when you last looked here…',
      first: 'You have not looked here before, so this goes back by one day.',
      noneOfAll: 'Nothing has changed in the last {{duration}}.',
      noneFirstOfAll: 'Nothing has changed within a day.',
      notKnownOfAll: 'No change is known, but not all clusters can be read.',
      allSeen: 'You have seen all that has changed.',
      none: 'Nothing of yours has changed in the last {{duration}}.',
      noneFirst: 'Nothing of yours has changed within a day.',
      notKnown:
        'No change of yours is known, but not all clusters can be read.',
      line: '{{service}} {{version}} → {{where}}',
      unversioned: '{{service}} → {{where}}',
      rollBack: '{{service}} → {{where}}: rolled back to {{version}}',
      rollBackUnversioned:
        '{{service}} → {{where}}: rolled back to an earlier revision',
      image: '{{service}} → {{where}}: another image of the same version',
      restart: '{{service}} → {{where}}: restarted',
      configuration:
        '{{service}} → {{where}}: configuration changed, same version',
      replicas: '{{service}} → {{where}}: scaled to {{replicas}}',
      settings: '{{service}} → {{where}}: settings changed, same pods',
      gone: '{{service}} → {{where}}: deleted, or no longer visible to you',
      seen: 'Mark as seen',
    },
    fold: {
      more_one: '{{count}} more',
      more_other: '{{count}} more',
      fewer: 'Show fewer',
    },
    steps: {
      title: 'Things to try',
      dismiss: 'Do not show again',
      open: {
        title: 'Open {{name}}',
        text: 'It really runs: its services are processes on this machine.',
        action: 'Open {{name}}',
      },
      break: {
        title: 'Break {{name}} and find out why',
        text: 'It has a fault that you can switch on. See what the portal shows then.',
        action: 'Go to {{name}}',
      },
      create: {
        title: 'Create a service of your own',
        text: 'From a template, in a few steps.',
        action: 'Choose a template',
      },
    },
    setup: {
      title: 'Not up yet',
      failed: 'Failed parts of the platform',
      all: 'Show all parts of the platform',
    },
    noTeam: {
      title: 'Welcome, {{name}}. You are in no team yet',
      welcome: 'Welcome, {{name}}',
      notKnownTitle: 'Welcome, {{name}}. Your teams are not known yet',
      notReadYet:
        'The portal has started only now and is still reading who is in which team. That takes a minute or two; this page notices by itself.',
      notListed:
        'You are not among the people whom the portal has read from the user center so far. After a start that takes a minute or two; this page notices by itself.',
      notAnswered:
        'The portal did not answer which teams you are in: it may have been started only now, or the network is interrupted. It is asked again all the time; this page notices by itself.',
      ifItStays: 'If it stays like this:',
      joined: 'You are in a team now: {{teams}}.',
      open: 'Open the portal',
      why: 'In Pilothouse everything belongs to teams, so there is nothing here that you could see. Teams come from the user center.',
      ask: 'Ask {{name}} to add you to one:',
      askHere: 'Ask here to be added to one:',
      askLead:
        'Ask the lead of your team, or whoever runs the user center, to add you to one.',
      tell: 'You are signed in as {{user}}. Once you have been added, sign out and in again.',
      signOut: 'Sign out',
      again: 'Look again',
    },
  },
  translations: { zh: () => import('./zh') },
});
