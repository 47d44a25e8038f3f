/** What is said of deletions. */
export const deletionMessages = {
  menu: {
    service: 'Delete service…',
    application: 'Delete application…',
  },
  chooseFirst: 'Choose first what is to be deleted.',
  looking: 'Finding out what belongs to it…',
  failed: 'What belongs to it could not be found out',
  advice: 'Nothing was deleted. Try again.',
  gone: '{{ref}} is not in the catalog',
  goneAdvice:
    'There is nothing to delete here, or nothing that you may see. If it was deleted with this form, nothing is left to do. If somebody only unregistered it, register its catalog-info.yaml again to have the rest deleted. Otherwise choose another one.',
  will: 'This is deleted for good with {{name}}',
  against: '{{name}} cannot be deleted now',
  again: 'Look again',
  nothingYet: 'Nothing has been deleted yet.',
  production_one:
    'It is running in production ({{where}}): {{count}} replica stops at once, and nothing brings it back.',
  production_other:
    'It is running in production ({{where}}): {{count}} replicas stop at once, and nothing brings them back.',
  lost: 'With the repository go all its branches, issues and pull requests; with a PersistentVolumeClaim goes its data. The folder of the team in the CI server stays.',
  lostRepository:
    'With the repository go all its branches, issues and pull requests.',
  usedBy: 'These say that they depend on it: {{refs}}',
  keeps:
    'It uses this middleware, which stays with its data. Delete it on its own page if nobody needs it any more:',
  keptFor: 'also used by {{refs}}',
  what: 'What',
  name: 'Name',
  where: 'Where',
  found: 'Found',
  there: 'will be deleted',
  kept: 'stays, as it is the team’s',
  nothing: 'nothing there',
  unknown: 'unknown: {{because}}',
  unheard: 'unknown: the cluster does not answer',
  running_one: '{{count}} replica is serving',
  running_other: '{{count}} replicas are serving',
  objects_one: '{{count}} object',
  objects_other: '{{count}} objects',
  confirm: 'Type {{name}} to confirm',
  wrong: 'That is not its name: type {{name}}',
  notKnown:
    '{{part}}: whether there is {{name}} could not be found out: {{because}}. Look again when it answers; otherwise it cannot be promised that nothing is left behind.',
  silent:
    'The cluster {{cluster}} has not answered since {{since}}, and {{name}} may run there. Look again when it answers, as what is there would be left behind; if that takes long, ask the platform engineers.',
  lastSeenNothing:
    'The cluster {{cluster}} could not be looked at since {{since}}. When it was heard last, nothing of {{name}} was there. To delete it all the same, tick “Also while a cluster does not answer”.',
  notAsked: 'What belongs to it could not be found out: {{because}}',
  part: {
    webhook: 'Webhook',
    pipeline: 'Pipeline with its runs',
    deployment: 'What is deployed',
    credentials: 'Credentials for middleware',
    images: 'Images',
    rights: 'Rights to deploy, and their credential',
    repository: 'Repository',
    catalog: 'Catalog entry',
    namespace: 'Namespace of the team',
  },
  refused: {
    'no-service':
      '{{first}} is no service and no application that a template of the portal creates.',
    'no-team':
      'Its owner {{first}} is no team: only what teams own is deleted here.',
    'not-allowed':
      'You may not delete it: only its owners and platform engineers may.',
    'not-member':
      'You are not a member of {{first}}: somebody of that team has to delete it.',
    'foreign-repository':
      'The catalog does not know it from the repository {{first}}, so it was not created by a template. Unregister it, and delete by hand what belongs to it.',
    'foreign-job':
      'Its catalog entry does not name the pipeline {{first}} (annotation jenkins.io/job-full-name). Correct catalog-info.yaml, and try again when the catalog has read it.',
    'no-pipeline':
      'What the CI server has as {{first}} is not its pipeline, but a folder or a job that no template makes. Have whoever made it move it away or rename it.',
    'has-parts':
      'These are a part of it: {{all}}. Delete them first, or give them another application.',
    'has-unseen-parts':
      'Something that you may not see in the catalog is a part of it. Ask the platform engineers to have it taken out first.',
    'shared-repository':
      'Its repository also holds {{all}}. Take them out of it first.',
    'shared-unseen':
      'Its repository {{first}} also holds what you may not see in the catalog. Ask the platform engineers to have that taken out of it first.',
    'being-made':
      'The run {{first}} is creating or undoing it at this moment. Wait until that has ended, or cancel it.',
  },
} as const;
