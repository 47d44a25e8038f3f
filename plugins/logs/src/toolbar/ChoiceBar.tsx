import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useWhere } from '@pilothouse/plugin-platform-react';
import type { Choice } from '../choice/choice';
import type { Address } from '../choice/useAddress';
import { logsTranslationRef } from '../language/ref';
import { shortOf } from '../store/rows';
import { Pick } from './Pick';

/** Chooses whose log is read. */
export function ChoiceBar(props: {
  choice: Choice;
  change: Address['change'];
}) {
  const { choice, change } = props;
  const { t } = useTranslationRef(logsTranslationRef);
  const whereOf = useWhere();
  const { placements, placement, pods, containers } = choice;
  return (
    <>
      {placements.length > 1 && (
        <Pick
          label={t('choice.placement')}
          value={placement.id}
          options={placements.map(each => [
            each.id,
            whereOf(each, true, placements),
          ])}
          onPick={id => change({ at: id, pod: '', container: '' })}
        />
      )}
      <Pick
        label={t('choice.pod')}
        value={choice.pod ?? ''}
        options={podOptions(choice, {
          all: t('choice.allPods', { pods: pods.length.toString() }),
          gone: pod => t('choice.gonePod', { pod }),
        })}
        onPick={pod => change({ pod, at: placement.id })}
      />
      {(containers.length > 1 || choice.container) && (
        <Pick
          label={t('choice.container')}
          value={choice.container ?? ''}
          options={[
            ['', t('choice.allContainers')],
            ...containers.map(name => [name, name] as const),
          ]}
          onPick={container => change({ container, at: placement.id })}
        />
      )}
      <Pick
        label={t('choice.run')}
        value={choice.previous ? 'true' : ''}
        options={[
          ['', t('choice.live')],
          ['true', t('choice.previous')],
        ]}
        onPick={previous => change({ previous })}
      />
    </>
  );
}

function podOptions(
  { pods, pod }: Choice,
  words: { all: string; gone: (pod: string) => string },
): [string, string][] {
  const known = pods.map(({ name }): [string, string] => [name, name]);
  const isGone = pod !== undefined && !pods.some(({ name }) => name === pod);
  return [
    ['', words.all],
    ...known,
    ...(isGone ? [[pod, words.gone(shortOf(pod))] as [string, string]] : []),
  ];
}
