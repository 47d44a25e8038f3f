/** Seconds, minutes, hours and so on, in UTC: once a day. */
const daily = '0 0 0 * * *';

const all = { kind: 'doublestar', pattern: '**' };

/** A policy as Harbor takes it: of each repository of a project so many images stay. */
export function retentionOf(projectId: number, images: number) {
  return {
    algorithm: 'or',
    rules: [
      {
        disabled: false,
        action: 'retain',
        template: 'latestPushedK',
        params: { latestPushedK: images },
        tag_selectors: [
          { ...all, decoration: 'matches', extras: '{"untagged":true}' },
        ],
        scope_selectors: {
          repository: [{ ...all, decoration: 'repoMatches' }],
        },
      },
    ],
    trigger: { kind: 'Schedule', settings: { cron: daily } },
    scope: { level: 'project', ref: projectId },
  };
}
