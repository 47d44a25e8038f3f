import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { adoptionMessages } from './adoption';
import { backupMessages } from './backups';
import { deletionMessages } from './deletion';
import { lifeMessages } from './life';
import { bindingMessages } from './binding';
import { grantMessages } from './grants';
import { contentMessages } from './contents';
import { historyMessages } from './history';
import { publishingMessages } from './publishing';
import { rotationMessages } from './rotation';
import { termsMessages } from './terms';

/** What the pages of the marketplace say. */
export const marketplaceTranslationRef = createTranslationRef({
  id: 'pilothouse-marketplace',
  messages: {
    binding: bindingMessages,
    page: {
      loading: 'Looking at what can be ordered…',
      failed: 'What can be ordered could not be read',
      failedAdvice:
        'The portal did not answer, or could not ask the clusters. It tries again by itself; if it stays like this, tell whoever runs Pilothouse.',
      notAllowed: 'You may not see what can be ordered',
      notAllowedAdvice:
        'Ask the lead of your team, or whoever runs Pilothouse.',
      back: 'Back to the marketplace',
    },
    category: {
      database: 'Databases',
      cache: 'Caches',
      messaging: 'Messaging',
      storage: 'Object storage',
      search: 'Search',
      coordination: 'Coordination',
      other: 'Others',
    },
    operation: {
      backup: 'Backup',
      restore: 'Restore',
      'expand-storage': 'Larger storage',
      scale: 'More members',
      upgrade: 'Upgrade',
      'change-plan': 'Change of plan',
    },
    list: {
      search: 'Find middleware or an instance',
      items: 'What can be ordered',
      instances: 'What your teams have',
      noneFits: 'Nothing fits what you look for.',
      noInstances: 'Nothing yet.',
      noItems:
        'No operator that the portal knows is installed in a cluster where your teams have a namespace. Platform engineers can install one; it appears here by itself.',
      notKnown:
        'What can be ordered is not known yet, as not all clusters can be read.',
      noPlace:
        'None of your teams has a namespace in a cluster, so nothing can be ordered. Ask a platform engineer for one.',
      absent: 'Not installed here',
      absentWhy:
        'Their operators run in none of the clusters where your teams have a namespace. Each page says how to get it.',
    },
    keys: {
      search: 'Search',
      clear: 'Clear search and filters',
    },
    column: {
      name: 'Name',
      status: 'State',
      item: 'What',
      environment: 'Environment',
      team: 'Team',
      place: 'Where',
    },
    item: {
      by: 'Run by {{operator}}',
      count_one: '{{count}} runs for your teams',
      count_other: '{{count}} run for your teams',
      operations: 'What its operator can do',
      order: 'Order {{title}}',
      where: 'Where it can be had',
      offer: '{{cluster}}, version {{version}} of its API',
      toldAt: 'its catalog was read {{time}}',
      since: 'Since {{time}}.',
      told: 'What was told',
      otherVersion:
        '{{cluster}} has {{kind}} only in versions that the portal does not know; ask a platform engineer to update its definition or the operator',
      missing:
        'There is nothing called {{name}} to be had in the clusters of your teams.',
      withdrawn:
        'Offered no longer: nothing new can be ordered, and what runs of it stays.',
      absent: 'Not installed here',
      absentWhy:
        '{{operator}} runs in none of the clusters where your teams have a namespace, so nothing can be ordered yet.',
      install:
        'Ask a platform engineer to install {{operator}}. It can be ordered here as soon as the cluster serves its {{kind}}; the portal needs no restart.',
    },
    saying: {
      deleting: 'Being deleted',
      finalizers:
        'Waits until what has to be cleaned up is (finalizers: {{finalizers}})',
      notBegun: 'Ordered; its operator has not begun',
      notBegunWhy:
        'If it stays like this, its operator does not run or does not watch this namespace.',
      outdated: 'The last change is being taken up',
      members: '{{ready}} of {{wanted}} members ready',
      ready: 'Ready',
      unreadable: 'State not understood',
      unreadableWhy:
        'Its operator tells the state in a shape that the portal does not know; see the conditions below.',
    },
    refusal: {
      restricted:
        'In the environment {{environment}} only members of {{groups}} may do this.',
      cluster: 'The cluster does not let you; ask a platform engineer.',
      notKnown: 'Whether you may could not be asked: {{because}}',
      notPermitted:
        'You have no permission for this in the portal; ask a platform engineer.',
      madeByHand: 'It was made by hand; take it over first.',
    },
    order: {
      title: 'Order {{title}}',
      loading: 'Looking at what has to be filled in…',
      noForm: 'The form could not be had',
      noValues: 'What is wanted now could not be read',
      nowhere:
        'None of your teams has a namespace in a cluster that offers it. Ask a platform engineer for one.',
      name: 'Name',
      nameHelp:
        'Lower-case letters, digits and dashes, at most 40; cannot be changed later',
      place: 'For which environment',
      placeHelp: 'The team of the namespace owns it.',
      placeName: '{{environment}} · {{team}} · {{place}}',
      plan: 'Plan',
      noAmount: 'Not an amount; write for example 500m, 2 or 1Gi',
      lacking: 'Missing: {{field}}',
      extra: 'Other fields',
      extraHelp:
        'Any field of spec of {{kind}}, as YAML. It is laid over what is entered above; a field that the cluster does not know is refused. null takes a field away.',
      extraLabel: 'YAML',
      verb: 'Order {{name}}',
      changeTitle: 'Change {{name}}',
      changeVerb: 'Change {{name}}',
      nameTaken: '{{name}} is taken in this environment; choose another name',
    },
    effect: {
      none: 'Enter a name and choose an environment to see what is created.',
      asking: 'Asking the cluster what this would do…',
      objects: 'What this does',
      creates: 'Creates {{kind}} {{name}}',
      changes: 'Changes {{kind}} {{name}}',
      removes: 'Removes {{kind}} {{name}}',
      unchanged: 'Nothing would change.',
      conflicts: 'Set by somebody else',
      conflict: '{{field}} is set by {{manager}}',
      takeOver: 'Take these fields over',
      keptBy: {
        'argo-cd':
          'Argo CD keeps it as git says, and may undo what is changed here. Change it in git.',
        flux: 'Flux keeps it as git says, and may undo what is changed here. Change it in git.',
      },
    },
    quota: {
      title: 'Quota',
      none: 'No quota of the namespace counts what this asks for.',
      amounts: '{{used}} + {{adds}} of {{hard}}',
      over: 'Does not fit',
      tooSmall:
        'The quota is too small for this, so it would not start. Ask for less, or ask a platform engineer for more quota.',
    },
    problem: {
      changed: {
        title: 'Something else is there',
        advice:
          'Another object has this name, or it was changed meanwhile. Look again, or choose another name.',
      },
      'changed-meanwhile': {
        title: 'It was changed meanwhile',
        advice:
          'Somebody else changed it, or set what you want to change. Look again: what you entered stays, and the rest is shown as it is now.',
      },
      'not-allowed': {
        title: 'It is not allowed',
        advice:
          'The portal or the cluster does not let you. The details say which; ask a platform engineer.',
      },
      quota: {
        title: 'It does not fit the quota',
        advice: 'Ask for less, or ask a platform engineer for more quota.',
      },
      gone: {
        title: 'It is not there',
        advice: 'It was deleted, or its operator was removed from the cluster.',
      },
      unreachable: {
        title: 'The cluster does not answer',
        advice:
          'Whether it was done is not known. Look when the cluster is back, before you try again.',
      },
      lost: {
        title: 'It is not known whether this was done',
        advice:
          'No answer came back, so it may have been done all the same. Look at the page of the instance once the cluster answers, before you try again.',
      },
      refused: {
        title: 'The cluster does not take it',
        advice: 'The details name the field; correct it.',
      },
      other: {
        title: 'It did not work',
        advice: 'The details say why; try again.',
      },
    },
    instance: {
      where: '{{item}} · {{environment}} · {{team}} · {{place}}',
      change: 'Change {{name}}',
      delete: 'Delete {{name}}',
      missing: 'There is no {{name}} in {{place}}, or it is not yours to see.',
    },
    access: {
      endpoints: 'Endpoints',
      noEndpoints: 'None yet.',
      credentials: 'Credentials',
      noCredentials: 'Its operator has named no Secret for it.',
      open: 'Clients in the cluster connect to {{address}} as it is, without user and password. Binding a service gives it this address.',
      openBind:
        'Give the service the address from the page of {{name}} in its configuration.',
      secret: 'in the Secret {{secret}}',
      keys: 'Keys: {{keys}}',
      notYet: 'not there yet',
      never:
        'The portal does not read the values; give the Secret to a service by reference.',
    },
    evidence: {
      pods: 'Pods',
      noPods: 'None yet.',
      volumes: 'Volumes',
      conditions: 'Conditions',
      events: 'Events',
      noEvents: 'Nothing was told lately.',
      wanted: 'What is wanted ({{kind}}, spec)',
      whole: 'Show all fields',
      noWhole: 'The other fields could not be read',
      name: 'Name',
      state: 'State',
      ready: 'Ready',
      restarts: 'Restarts',
      node: 'Node',
      started: 'Started',
      capacity: 'Size',
      requested: 'Asked for',
      storageClass: 'Storage class',
      type: 'Type',
      value: 'Status',
      reason: 'Reason',
      message: 'Message',
      since: 'Since',
      when: 'When',
      about: 'About',
      count: 'Count',
    },
    grant: grantMessages,
    ...backupMessages,
    ...lifeMessages,
    ...publishingMessages,
    ...contentMessages,
    ...adoptionMessages,
    ...historyMessages,
    ...rotationMessages,
    ...termsMessages,
    delete: deletionMessages,
  },
  translations: { zh: () => import('./zh') },
});
