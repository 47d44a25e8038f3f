import { line } from './line';
import { reasons } from './reasons';

/** Causes and what to do about them, in English: `cause.<kind>.<variant>`. */
export default {
  cause: {
    'image-pull': {
      notFound:
        'Image {{image}} cannot be pulled: the registry does not have it',
      denied: 'Image {{image}} cannot be pulled: the registry refuses access',
      unreachable:
        'Image {{image}} cannot be pulled: the registry cannot be reached',
      limited:
        'Image {{image}} cannot be pulled: the registry lets no more pulls through for now',
      invalid: '{{image}} is not a valid image name',
      other: 'Image {{image}} cannot be pulled',
    },
    'crash-loop': {
      exit_one:
        'Container {{container}} ends with exit code {{code}}; restarted once',
      exit_other:
        'Container {{container}} ends with exit code {{code}} again and again; restarted {{count}} times',
      signal_one:
        'Container {{container}} is ended by {{signal}}; restarted once',
      signal_other:
        'Container {{container}} is ended by {{signal}} again and again; restarted {{count}} times',
      plain: 'Container {{container}} crashes again and again',
    },
    'out-of-memory': {
      limited:
        'Container {{container}} is killed for memory: it needs more than its limit of {{limit}}',
      unlimited:
        'Container {{container}} is killed for memory: it has no limit, and its node ran out',
    },
    'probe-failing': {
      status:
        'Container {{container}} fails its {{probe}} probe: it answers HTTP {{answer}}',
      refused:
        'Container {{container}} fails its {{probe}} probe: nothing listens on that port',
      silent:
        'Container {{container}} fails its {{probe}} probe: it does not answer in time',
      said: 'Container {{container}} fails its {{probe}} probe: {{answer}}',
      other: 'Container {{container}} fails its {{probe}} probe',
    },
    'not-ready': {
      container: 'Container {{container}} runs, but is not ready',
      pod: 'Pod {{pod}} runs, but is not ready',
      plain: 'Pods run, but are not ready',
    },
    unschedulable: {
      reasons_one: 'No node can take {{count}} pod: {{reasons}}',
      reasons_other: 'No node can take {{count}} pods: {{reasons}}',
      plain_one: 'No node can take {{count}} pod',
      plain_other: 'No node can take {{count}} pods',
    },
    'quota-exceeded': {
      resources: 'Quota {{quota}} leaves no room: {{resources}}',
      plain: 'The quota of the namespace leaves no room for more pods',
      unspecified:
        'Quota {{quota}} wants each container to say how much it needs of {{resources}}',
      lifted:
        'Quota {{quota}} refused pods, and would not now: Kubernetes has not tried again yet',
    },
    'limit-range': {
      plain: 'A LimitRange of the namespace refuses the pods: {{limits}}',
    },
    'admission-refused': {
      webhook: 'The admission webhook {{webhook}} refuses the pods',
      policy: 'The policy {{policy}} refuses the pods',
      plain: 'The cluster refuses the pods',
    },
    'missing-object': {
      object: '{{object}} {{name}} does not exist',
      key: '{{object}} {{name}} has no key {{key}}',
      volumeKey:
        '{{object}} {{name}} has no key {{key}}, which volume {{volume}} needs',
      exists:
        '{{object}} {{name}} was missing and exists now: Kubernetes has not tried again yet',
    },
    'volume-pending': {
      plain: 'PersistentVolumeClaim {{claim}} has no volume yet',
    },
    'deadline-exceeded': {
      deadline: 'The rollout made no progress for {{duration}} and is stuck',
      plain: 'The rollout makes no progress and is stuck',
    },
    'node-gone': { plain: 'Node {{node}} does not answer' },
    'stuck-terminating': {
      finalizers: 'Pod {{pod}} does not go away: it waits for {{finalizers}}',
      plain: 'Pod {{pod}} is being deleted, but does not go away',
    },
    'autoscaler-blind': {
      plain: 'Autoscaler {{autoscaler}} has no metrics and cannot scale',
    },
    'disruption-blocked': {
      counts:
        'Disruption budget {{budget}} lets no pod go: {{healthy}} healthy, {{wanted}} needed',
      plain: 'Disruption budget {{budget}} lets no pod go',
    },
    'overlapping-selectors': {
      plain:
        'Its selector also matches pods of {{workloads}}, and the other way round',
    },
    'service-overlap': {
      plain: 'Service {{service}} also sends requests to pods of {{workloads}}',
      only: 'Service {{service}} sends requests to pods of {{workloads}}, and none to its own workload',
    },
    'no-endpoints': { plain: 'Service {{service}} has no ready pod behind it' },
    'create-failed': {
      command:
        'Container {{container}} cannot be started: {{command}} does not exist in its image',
      container: 'Container {{container}} cannot be started',
      plain: 'Pods cannot be created',
    },
    evicted: {
      pod: 'Pod {{pod}} was evicted by its node',
      plain: 'Pods were evicted by their node',
    },
    exited: {
      exit: 'Container {{container}} has ended with exit code {{code}}',
      signal: 'Container {{container}} was ended by {{signal}}',
      plain: 'Container {{container}} has ended',
    },
  },
  fix: {
    'image-pull': {
      notFound:
        'Push the image under this tag, or correct the tag where it is deployed from.',
      denied:
        'See whether the namespace has a pull secret for this registry and its account may read the repository.',
      unreachable:
        'See whether the registry is up and can be reached from the nodes. Pulling is tried again by itself.',
      limited:
        'Pulling is tried again by itself. A pull secret or a registry of your own lifts the limit.',
      invalid: 'Correct the name of the image where it is deployed from.',
      other: 'The details have what the registry said.',
    },
    crash: {
      success:
        'It ends by itself and without an error, but a service has to keep running: check its command.',
      notExecutable:
        'Its command cannot be executed: check its file mode, and that the image fits the processor of the node.',
      notFound:
        'Its command does not exist in the image: check command and arguments.',
      killed:
        'It was killed from outside: mostly for the memory of the node. The events tell.',
      stopped: 'It was asked to stop. The events tell by what.',
      fault:
        'The program itself crashed. Its last log lines, and what was changed last, show where.',
      other:
        'Its last log lines mostly say why. If it began with a change, see what that changed.',
    },
    'out-of-memory': {
      limited: 'Raise its memory limit, or find out what takes the memory.',
      unlimited:
        'Give it a memory request and a limit, so that it is placed where there is room.',
    },
    'probe-failing': {
      startup:
        'Kubernetes restarts it when it takes too long. See its logs, and whether the probe gives it enough time to start.',
      readiness:
        'It gets no requests until the probe passes. See its logs, and whether the probe asks at the right place.',
      liveness:
        'Kubernetes restarts it each time. See its logs, and whether the probe is too strict for a busy moment.',
    },
    'not-ready': {
      plain:
        'It gets no requests yet. If it stays so, its logs and its readiness probe tell why.',
    },
    unschedulable: {
      plain:
        'Ask for less, let go of what is not needed, or have the platform team add a node.',
      wished:
        'See its nodeSelector and affinity: no node that it may use has such labels.',
      tainted:
        'Let it tolerate the taint if it belongs there, or have the platform team add a node.',
    },
    'quota-exceeded': {
      plain:
        'Ask for less, scale down something else of the team, or ask a team lead for more quota.',
      unspecified:
        'Give each container a request and a limit for it. The pods are created by themselves then.',
    },
    refused: {
      passing:
        'Kubernetes tries again by itself, the later the longer it was refused, at most after a quarter of an hour. A restart makes it try at once.',
    },
    'limit-range': {
      plain:
        'Set requests and limits within these bounds, or ask whoever set the LimitRange for others. The pods are created by themselves then.',
    },
    'admission-refused': {
      plain:
        'Change what its message in the details names; the pods are created by themselves then.',
    },
    'missing-object': {
      object:
        'Create it in this namespace, or correct the name where it is used. The pods start by themselves then.',
      class:
        'Correct its name in the workload, or have the platform team create it: it is of the whole cluster. The pods start by themselves then.',
      key: 'Add the key, or correct it where it is used. The pods start by themselves within some minutes then.',
      exists:
        'Kubernetes tries again by itself within some minutes. Deleting the pod makes it try at once.',
    },
    'volume-pending': {
      plain:
        'See whether its storage class exists and has room. The pods start by themselves once there is a volume.',
    },
    'deadline-exceeded': {
      plain: 'See what keeps the new pods from getting ready.',
    },
    'node-gone': {
      plain:
        'Its pods are started elsewhere after some minutes. Let the platform team know if it stays so.',
    },
    'stuck-terminating': {
      finalizers:
        'See whether the controller that this finalizer belongs to is running; it has to finish first.',
      plain:
        'Its node may not answer, or its process does not stop. The platform team can remove it by force.',
    },
    'autoscaler-blind': {
      plain:
        'See whether the metrics server runs and each container asks for CPU and memory. The number of replicas stays until then.',
      custom:
        'It looks at a metric other than CPU and memory: see whether the adapter for custom or external metrics runs in the cluster, and knows this one. The number of replicas stays until then.',
    },
    'disruption-blocked': {
      plain:
        'Nodes cannot be emptied as long as it is so. Get more pods ready, or loosen the budget.',
      leeway:
        'Nodes cannot be emptied as long as it is so, however many pods there are: loosen the budget, so that at least one may be unavailable.',
      replicas:
        'Nodes cannot be emptied as long as it is so, as the budget needs all replicas there are: scale up, or loosen the budget.',
      count:
        'Nodes cannot be emptied until Kubernetes has counted the pods of the budget, which it does at once where it can. See the conditions of the budget: by a percentage or maxUnavailable it cannot count pods whose controller has no number of replicas.',
    },
    'overlapping-selectors': {
      plain:
        'Give each workload a label of its own in its selector and its template. A selector cannot be changed: one of them has to be deleted and deployed anew. Until then they may take over pods of each other, and an autoscaler counts those of all.',
    },
    'service-overlap': {
      plain:
        'Make the selector of the Service narrower, so that it fits the pods of one workload only.',
      only: 'See whether the selector of the Service fits the labels of the pods that it is for.',
    },
    'no-endpoints': {
      plain:
        'Requests to it fail. See whether its selector fits the labels of the pods and the pods are ready.',
    },
    'create-failed': {
      plain:
        'The details have what Kubernetes said. It is tried again by itself.',
    },
    evicted: {
      plain:
        'The node ran short of memory or disk. Requests that fit what it really uses keep it from that.',
    },
  },
  ...reasons,
  line,
  list: { more: '{{rest}} more' },
  view: {
    pods_one: 'holds for {{count}} pod',
    pods_other: 'holds for {{count}} pods',
    raw: 'What Kubernetes said',
    lastWords: 'Its last words',
    unnamed: '(unnamed)',
    more_one: '{{count}} more cause',
    more_other: '{{count}} more causes',
  },
} as const;
