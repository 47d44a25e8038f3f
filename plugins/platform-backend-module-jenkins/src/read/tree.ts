/**
 * What is asked of the object API with `tree=`: no more than is shown, so that one answer
 * can tell of hundreds of runs.
 */
const RUN = [
  'number,queueId,url,result,building,timestamp,duration',
  'actions[_class,causes[_class,shortDescription,userName,userId],lastBuiltRevision[SHA1,branch[name]],remoteUrls,failCount,skipCount,totalCount]',
  'changeSets[items[commitId,msg,author[fullName]]{0,5}]',
  'artifacts[relativePath]{0,20}',
].join(',');

const JOB =
  '_class,fullName,url,actions[_class,objectDisplayName],queueItem[id,inQueueSince,why],lastBuild[estimatedDuration]';

/** A job and its branches, each with its newest runs. */
export function treeOfJob(runs: number): string {
  return withBranches(`${JOB},allBuilds[${RUN}]{0,${runs}}`);
}

/** Runs of a branch that may be new since it was asked for last. */
const newest = 20;

/** The same where most of them are known: in full only the newest of them. */
export function briefTreeOfJob(runs: number): string {
  const brief = 'number,timestamp,building,result';
  return withBranches(
    `${JOB},builds[${RUN}]{0,${newest}},allBuilds[${brief}]{0,${runs}}`,
  );
}

function withBranches(job: string): string {
  return `${job},jobs[${job}]`;
}

/** One run with all that the object API has of it. */
export const treeOfRun = [
  'number,queueId,url,result,building,timestamp,duration,estimatedDuration',
  'actions[_class,causes[_class,shortDescription,userName,userId],lastBuiltRevision[SHA1,branch[name]],remoteUrls,failCount,skipCount,totalCount,parameters[name,value]]',
  'changeSets[items[commitId,msg,author[fullName]]{0,100}]',
  'artifacts[relativePath]{0,200}',
].join(',');

/** The stage view's API does not tell who may answer. */
export const treeOfSubmitters = 'actions[executions[id,input[submitter]]]';

/** The failed tests are found among all: the API selects fields, not cases. */
export const treeOfTests =
  'suites[name,cases[className,name,status,errorDetails,errorStackTrace,duration,age]]';
