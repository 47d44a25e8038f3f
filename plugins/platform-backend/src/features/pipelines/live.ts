import type {
  LiveInput,
  LiveOutput,
  pipelinesQueries,
} from '@pilothouse/plugin-platform-common';
import type { CiServerReader } from '@pilothouse/plugin-platform-node';
import { fixedOutlook, type LiveAnswer } from '../../live/Outlook';
import { trackCatalog } from '../../live/sources/catalog';
import type { PipelineAccess } from './access';
import { brokenPipelines, type BrokenContext } from './broken';
import { mainRunsMark, type MainRuns } from './MainRuns';
import { markOf, type Readings } from './Readings';
import type { JobTrust } from './services';
import {
  runOfService,
  runsOfService,
  runsOfTeam,
  type PipelineContext,
} from './views';

/** What live views of pipelines are answered from. */
export interface LivePipelines {
  readonly access: PipelineAccess;
  readonly ci: CiServerReader;
  readonly mainRuns: MainRuns;
  readonly readings: Readings;
  readonly trust: JobTrust;
}

type Name = keyof typeof pipelinesQueries;

/** The live queries of the capability, asked of the CI server while somebody looks. */
export function pipelinesAnswers(dependencies: LivePipelines): {
  readonly [N in Name]: LiveAnswer<LiveInput<N>, LiveOutput<N>>;
} {
  return {
    'pipelines.service': answer(runsOfService, dependencies),
    'pipelines.run': answer(runOfService, dependencies),
    'pipelines.team': answer(runsOfTeam, dependencies),
    'pipelines.broken': answer(brokenPipelines, dependencies),
  };
}

function answer<I, O>(
  view: (input: I, context: PipelineContext & BrokenContext) => O,
  { access, ci, mainRuns, readings, trust }: LivePipelines,
): LiveAnswer<I, O> {
  return {
    async outlookOf(credentials) {
      const { key, catalog, told, answerable } = await access.sightOf(
        credentials,
      );
      return fixedOutlook({
        key,
        evaluate: (input: I, reads) =>
          view(input, {
            catalog: trackCatalog(catalog, reads),
            told: trackCatalog(told, reads),
            answerable: trackCatalog(answerable, reads),
            ci,
            trust,
            known: question => {
              reads.add(markOf(question));
              return readings.look(question);
            },
            mainOf: jobs => {
              reads.add(mainRunsMark);
              return mainRuns.look(jobs);
            },
          }),
      });
    },
  };
}
