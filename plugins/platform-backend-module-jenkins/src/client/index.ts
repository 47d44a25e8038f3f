export * from './JenkinsClient';
export * from './paths';
