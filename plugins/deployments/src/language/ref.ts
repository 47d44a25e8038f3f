import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { overview } from './overview';

/** What the Deployments tab says. */
export const deploymentsTranslationRef = createTranslationRef({
  id: 'pilothouse-deployments',
  messages: {
    ...overview,
    tab: {
      loading: 'Asking the clusters what runs of {{name}}…',
      failed: 'What runs of this service could not be read',
      failedAdvice:
        'The portal did not answer. This page tries again by itself.',
      notAllowed: 'You may not see what runs of this service',
      notAllowedAdvice:
        'Members of the team that owns it may. Ask its team lead.',
      notKnown:
        'Whether {{placement}} runs is not known: its cluster does not tell.',
      missing: '{{placement}} does not run any more.',
      chooseAnother: 'Choose one that does.',
    },
    nothing: {
      title: 'Nothing runs of {{name}}',
      how: 'A Deployment, StatefulSet or DaemonSet belongs to this service when it and its pods carry this label, in a namespace that your team may see:',
      template:
        'Instead of the label, the annotation backstage.io/kubernetes-label-selector of the service can name a selector. What runs then appears here by itself.',
    },
    workload: {
      logs: 'Show its logs',
      belongs: 'It belongs to the service {{service}}.',
      missing:
        'There is no {{kind}} {{name}} in the namespace {{namespace}} of cluster {{cluster}} that you may see. It may have been deleted, or renamed.',
      services: 'Show all services',
    },
    register: {
      label: 'Catalog',
      why: 'The catalog does not know this workload: it names nobody who looks after it, and only those who may see its namespace find it.',
      how: 'Put {{name}} into the catalog',
      file: 'Add this file to the repository of the service, and name its team:',
      join: 'Then give the workload and its pods this label, so that they are found:',
      last: 'Last, ask whoever runs Pilothouse to add the address of the file to the catalog ({{setting}}).',
      copy: 'Copy',
    },
    keys: {
      open: 'Keyboard shortcuts',
      search: 'Search pods',
      move: 'Next and previous pod',
      enter: 'Open the log of the pod',
      clear: 'Clear the search',
    },
    row: { gone: 'Gone' },
    lastLines: {
      title: 'Last lines of {{container}} before it ended',
      loading: 'Reading the log of the previous run…',
      none: 'It wrote nothing, or its node no longer has the log.',
      notAllowed: 'You may not see the logs of this namespace.',
      failed: 'The log of the previous run could not be read: {{because}}',
    },
    pods: {
      title: 'Pods',
      count_one: '{{count}} pod',
      count_other: '{{count}} pods',
      none: 'No pods.',
      noneFits: 'No pod fits the search.',
      notKnown: 'Which pods there are is not known: they cannot be read.',
      pod: 'Pod',
      status: 'Status',
      ready: 'Ready',
      restarts: 'Restarts',
      node: 'Node',
      age: 'Created',
      lastExit: 'Last exit',
      actions: 'Actions',
      exitReason: '{{reason}}, exit code {{code}}',
      exitCode: 'Exit code {{code}}',
    },
    events: {
      title: 'Events',
      reason: 'Reason',
      message: 'Message',
      about: 'About',
      count: 'Times',
      at: 'Last',
      none: 'No events. Kubernetes forgets them after an hour.',
      notKnown: 'What happened is not known: events cannot be read.',
      all_one: 'Show {{count}} event',
      all_other: 'Show all {{count}} events',
    },
    conditions: {
      title: 'Conditions',
      type: 'Type',
      status: 'Status',
      reason: 'Reason',
      message: 'Message',
      since: 'Changed',
    },
    autoscaler: {
      title: 'Autoscaler and disruption budget',
      undecided:
        'has {{current}}, and has not decided yet; at least {{min}}, at most {{max}}',
      bounds:
        'wants {{desired}}, has {{current}}; at least {{min}}, at most {{max}}',
      paused:
        'paused, because the replicas are set to 0; it works again once somebody scales up (at least {{min}}, at most {{max}})',
      metric: '{{current}}, target {{target}}',
      unknown: 'not known',
      budget: '{{rule}}; may lose {{allowed}} now',
    },
    addresses: {
      title: 'Addresses',
      ingress: 'Ingress {{name}}',
      service: 'Service {{name}}',
      copy: 'Copy {{address}}',
      others: 'Leads to pods of {{workloads}} as well',
      more_one: '{{count}} other',
      more_other: '{{count}} others',
    },
    owners: {
      title: 'Who owns what',
      managedBy: {
        helm: 'A Helm chart deploys it: the next deployment sets what the chart says.',
        'argo-cd': 'Argo CD keeps it as git says: change it in git.',
        flux: 'Flux keeps it as git says: change it in git.',
      },
      field: { replicas: 'Replicas', image: 'Image' },
      kind: {
        portal: 'this portal',
        flux: 'Flux ({{manager}})',
        helm: 'Helm ({{manager}})',
        argo: 'Argo CD ({{manager}})',
        kubectl: 'somebody by kubectl ({{manager}})',
        controller: 'a controller of the cluster ({{manager}})',
        other: '{{manager}}',
      },
    },
    action: {
      scale: 'Scale…',
      restart: 'Restart…',
      rollBackTo: 'Roll back to {{revision}}…',
      logs: 'Logs',
      logsOf: 'Logs of {{pod}}',
      seeLogs: 'See last log lines',
      delete: 'Delete…',
      deletePod: 'Delete pod {{pod}}…',
    },
    ability: {
      notPermitted: 'Your role in the portal does not include this.',
      restricted: 'In {{environment}}, only {{groups}} may do this.',
      cluster: 'The cluster does not let you; its administrators grant it.',
      notKnown:
        'Whether you may do this could not be asked. It is asked again by itself.',
      notApplicable: 'This cannot be done here.',
    },
    change: {
      where: 'In {{environment}}: {{place}}',
      onlyPod: 'No other pod is ready: nobody is served until a new one is.',
      cancel: 'Cancel',
      close: 'Close',
      goesOn:
        'You can close this. It does not call the change off: the change may still be made, and what comes of it is told on this page.',
      aside:
        'There is no answer yet: it may still be made. What comes of it is told here.',
      asking: 'Asking the cluster what this would change…',
      silent:
        'What this would change can be told by the cluster only. It is asked as soon as it answers again.',
      askAnyway: 'Ask it all the same',
      scale: {
        title: 'Scale {{name}}',
        verb: 'Scale {{name}} to {{replicas}}',
        doing: 'Asking the cluster to scale {{name}} to {{replicas}}…',
        sent: '{{name}} is being scaled to {{replicas}}. You can watch it below.',
      },
      restart: {
        title: 'Restart {{name}}',
        verb: 'Restart {{name}}',
        doing: 'Asking the cluster to restart {{name}}…',
        sent: '{{name}} is being restarted. You can watch it below.',
      },
      deletePod: {
        title: 'Delete pod {{pod}}',
        verb: 'Delete pod {{pod}}',
        doing: 'Asking the cluster to delete pod {{pod}}…',
        sent: 'Pod {{pod}} is being deleted. You can watch it below.',
      },
      rollBack: {
        title: 'Roll {{name}} back to {{revision}}',
        verb: 'Roll back to {{revision}}',
        doing: 'Asking the cluster to roll {{name}} back to {{revision}}…',
        sent: '{{name}} is going back to {{revision}}. You can watch it below.',
      },
    },
    scale: {
      label: 'Replicas',
      now: 'Now {{replicas}}.',
      pauses: 'At 0, autoscaler {{autoscaler}} pauses.',
      bounds: 'Autoscaler {{autoscaler}} keeps it between {{min}} and {{max}}.',
      wrong: 'A whole number from 0 to {{most}}.',
    },
    note: {
      autoscaled:
        'Autoscaler {{autoscaler}} sets the replicas again, between {{min}} and {{max}}.',
      autoscalerPauses:
        'Autoscaler {{autoscaler}} pauses: it leaves the replicas at 0 until somebody scales up again.',
      keptByGit: {
        'argo-cd':
          'Argo CD keeps this as git says and will undo the change. Change it in git.',
        flux: 'Flux keeps this as git says and will undo the change. Change it in git.',
      },
      quota_one: 'As it is now, {{count}} more pod is not admitted. {{why}}.',
      quota_other:
        'As it is now, not all of {{count}} more pods are admitted. {{why}}.',
      limitRange: 'As it is now, no new pod is admitted. {{why}}.',
      nextDeployment: 'The next deployment by Helm sets this again.',
      unbinds:
        'That revision has no binding to {{instance}}: the service loses {{parts}}. Bind it again afterwards on the page of {{instance}}.',
      toZero: 'Nothing will run: nobody will be served.',
      unchanged: 'It is so already: nothing would change.',
      budget_one:
        'Disruption budget {{budget}} allows {{count}} pod to go now.',
      budget_other:
        'Disruption budget {{budget}} allows {{count}} pods to go now.',
      budgetExhausted:
        'Disruption budget {{budget}} allows no pod to go now; deleting goes past it.',
    },
    conflict: {
      title_one: 'Another has set a field that this would change:',
      title_other: 'Others have set fields that this would change:',
      field: '{{field}} was set by {{manager}}',
      takeOver: 'Take over from {{managers}}: the portal owns it from now on',
      inGit:
        'It is kept as git says, so there is nothing to take over: change it in git.',
    },
    problem: {
      lookAgain: 'Look again',
      changed: {
        title: 'It was changed by someone else in the meantime',
        advice: 'Nothing was done. Look again at what would change now.',
      },
      'not-allowed': {
        title: 'You may not do this here',
        advice:
          'Nothing was done. Ask your team lead, or the administrators of the cluster, for the right.',
      },
      quota: {
        title: 'The quota of the namespace leaves no room',
        advice:
          'Nothing was done. Ask for less, or ask a team lead for more quota.',
      },
      gone: {
        title: 'It is not there any more',
        advice: 'Nothing was done. Close this and see what runs now.',
      },
      unreachable: {
        title: 'The cluster cannot be reached',
        advice:
          'Nothing was done, and what you entered is kept. Look again when the cluster is back.',
      },
      lost: {
        title: 'It is not known whether this was done',
        advice:
          'No answer came back, so the change may have been made all the same. As soon as the cluster shows it, it is said here. Look again before you try once more.',
        made: 'It was done: the cluster shows the change now, only its answer was lost. Close this to follow it on the page.',
      },
      refused: {
        title: 'The cluster refuses this',
        advice: 'Nothing was done. The details have the reason.',
      },
      other: {
        title: 'This did not work',
        advice:
          'What you entered is kept. Look again at how it is now before trying once more.',
      },
    },
    copy: { done: 'Copied' },
  },
  translations: { zh: () => import('./zh') },
});
