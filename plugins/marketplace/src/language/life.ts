/** What is said of the end of instances. */
export const lifeMessages = {
  life: {
    pending: 'Will be deleted at {{time}}, as {{by}} asked.',
    undo: 'Undo',
    undoOne: 'Keep {{name}}: undo its deletion',
    overdue:
      'Was to be deleted at {{time}}, as {{by}} asked; it is being tried.',
    overdueWhy:
      'Was to be deleted at {{time}}, as {{by}} asked; it did not work yet: {{said}}',
    refused:
      'Was to be deleted at {{time}}, as {{by}} asked, and stays: {{said}}',
    unheard:
      'It says that it is to be deleted at {{time}}, but the portal was not asked for that, so nothing comes of it.',
    gone: '{{name}} in {{place}} was deleted while you looked.',
    goneByYou: 'You deleted {{name}} in {{place}}.',
    goneAsked: 'That was asked for by {{by}}.',
    goneBelow:
      'Not by its grace time in the portal, so the portal does not know who did it; the audit log of the cluster does.',
    when: 'When',
    data_one: 'Its data goes: {{count}} volume.',
    data_other: 'Its data goes: {{count}} volumes.',
    later: 'In {{grace}}; it can be undone until then',
    now: 'Now; this cannot be undone',
    laterVerb: 'Delete {{name}} in {{grace}}',
    keptBy: {
      'argo-cd':
        'Argo CD keeps it as git says, and may make it anew, empty. Remove it in git.',
      flux: 'Flux keeps it as git says, and may make it anew, empty. Remove it in git.',
    },
    volume: {
      deleted: 'its data is deleted with it',
      kept: 'its volume is kept in the cluster; ask a platform engineer for it',
      'not-known': 'whether its data is kept is not known',
    },
    keptBackups_one: '{{count}} good backup stays, and can be restored.',
    keptBackups_other: '{{count}} good backups stay, and can be restored.',
    keptVolumes_one:
      '{{count}} volume is kept in the cluster by its reclaim policy.',
    keptVolumes_other:
      '{{count}} volumes are kept in the cluster by their reclaim policy.',
    switch: {
      open: 'Switch {{name}} over to {{instance}}',
      title: 'Switch {{kind}} {{name}} over to {{instance}}',
      how: 'In two steps: first the binding that it has ends, then it is bound to {{instance}} in the same way, by the same variables or files. Its pods are replaced at each step.',
      first: '1 of 2: unbind {{name}} from {{before}}',
      second: '2 of 2: bind {{name}} to {{instance}}',
    },
    following: 'Something has changed; looking again…',
  },
} as const;
