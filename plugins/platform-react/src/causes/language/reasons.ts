/** Why nodes, quotas and LimitRanges take no pod, as parts of a cause. */
export const reasons = {
  /** What the scheduler says of nodes. */
  reason: {
    cpu_one: '{{count}} node has too little CPU left',
    cpu_other: '{{count}} nodes have too little CPU left',
    memory_one: '{{count}} node has too little memory left',
    memory_other: '{{count}} nodes have too little memory left',
    pods_one: '{{count}} node has its number of pods already',
    pods_other: '{{count}} nodes have their number of pods already',
    resource_one: '{{count}} node has too little {{resource}} left',
    resource_other: '{{count}} nodes have too little {{resource}} left',
    taint_one: '{{count}} node keeps others away by the taint {{taint}}',
    taint_other: '{{count}} nodes keep others away by the taint {{taint}}',
    tainted_one: '{{count}} node keeps others away by a taint',
    tainted_other: '{{count}} nodes keep others away by a taint',
    labels_one: '{{count}} node does not have {{labels}}',
    labels_other: '{{count}} nodes do not have {{labels}}',
    affinity_one: '{{count}} node is not one that the pod asks for',
    affinity_other: '{{count}} nodes are not what the pod asks for',
    spread_one: '{{count}} node is excluded by the rules for spreading pods',
    spread_other:
      '{{count}} nodes are excluded by the rules for spreading pods',
    cordoned_one: '{{count}} node takes no new pods',
    cordoned_other: '{{count}} nodes take no new pods',
    ports_one: '{{count}} node has the port in use',
    ports_other: '{{count}} nodes have the port in use',
    volume_one: '{{count}} node cannot have the volume',
    volume_other: '{{count}} nodes cannot have the volume',
    other_one: '{{count}} node: {{reason}}',
    other_other: '{{count}} nodes: {{reason}}',
  },
  resource: {
    full: '{{resource}} {{requested}} asked for, {{used}} of {{limited}} used',
    used: '{{resource}} {{used}} of {{limited}} used',
    asked: '{{resource}} {{requested}} asked for, at most {{limited}}',
    name: '{{resource}}',
  },
  /** What a LimitRange bounds; `per` is a Container, a Pod or a PersistentVolumeClaim. */
  bound: {
    max: {
      limit: '{{resource}} limit {{asked}} is above {{limited}} per {{per}}',
      request:
        '{{resource}} request {{asked}} is above {{limited}} per {{per}}',
    },
    min: {
      limit: '{{resource}} limit {{asked}} is below {{limited}} per {{per}}',
      request:
        '{{resource}} request {{asked}} is below {{limited}} per {{per}}',
    },
    ratio:
      '{{resource}} limit is {{asked}} times the request, above {{limited}} times per {{per}}',
    none: {
      limit: 'each {{per}} has to set a {{resource}} limit',
      request: 'each {{per}} has to set a {{resource}} request',
    },
  },
} as const;
