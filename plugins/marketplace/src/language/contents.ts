/** What is said of what an instance holds, such as topics. */
export const contentMessages = {
  contents: {
    list: 'List of {{title}}',
    none: 'There are none that the portal knows of.',
    unread: {
      pending: 'They are not read yet.',
      forbidden: 'The portal may not read them in this cluster.',
    },
    more: 'And {{number}} more.',
    name: 'Name',
    state: 'State',
    actions: 'Actions',
    add: 'Create a {{one}}',
    change: 'Change {{name}}',
    remove: 'Delete {{name}}',
    addTitle: 'New {{one}} in {{instance}}',
    changeTitle: 'Change the {{one}} {{name}}',
    removeTitle: 'Delete the {{one}} {{name}}',
    addVerb: 'Create {{name}}',
    usual: 'usual',
    wrongName:
      'Lower-case letters, digits, dashes and dots; begins and ends with a letter or digit.',
    wrong: {
      number: 'Must be a whole number.',
      range: 'Must be a whole number from {{from}} to {{to}}.',
      from: 'Must be a whole number, {{from}} at least.',
      to: 'Must be a whole number, {{to}} at most.',
      text: 'Must be one of {{options}}.',
    },
    grows: 'Can only become more: it is {{before}}.',
    stays: 'Cannot be changed later.',
    data: 'Its data goes: all that lies in {{name}}. This cannot be undone.',
    breaks: 'Whoever reads or writes it gets errors from then on.',
    type: 'Type {{name}} to delete it',
    cancel: 'Cancel',
  },
} as const;
