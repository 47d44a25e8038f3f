import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type {
  Binding,
  InstanceDetail,
  InstanceRef,
  Restoration,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime, useLive } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { Table } from '../instance/Table';
import { marketplaceTranslationRef } from '../language/ref';
import { instancePath } from '../page/paths';
import { Section } from '../page/Section';
import { useWords } from '../words/useWords';
import { SwitchDialog, type Switching } from './SwitchDialog';

/** Leads from the instance that was backed up to the one that was restored, and back. */
export function Switchover(props: {
  restoration: Restoration;
  instance: InstanceDetail;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { restoration, instance } = props;
  const { backup, of, exists, finishedAt } = restoration;
  const { name } = instance.ref;
  const isReady = instance.status === 'healthy';
  return (
    <Section title={t('switchover.title')}>
      <p>
        {t('switchover.from', {
          backup: <code>{backup}</code>,
          name: <Source of={of} exists={exists} />,
          time: finishedAt ? <RelativeTime at={finishedAt} /> : '',
        })}
      </p>
      {!isReady && <p>{t('switchover.wait', { name })}</p>}
      {isReady && of && (
        <>
          <Swaps restoration={restoration} />
          <Users restoration={restoration} of={of} now={instance.ref} />
          <ol>
            <li>{t('switchover.look', { name })}</li>
            <li>{t('switchover.change')}</li>
            <li>{t('switchover.back', { name: of.name })}</li>
            <li>{t('switchover.end', { name: of.name })}</li>
          </ol>
        </>
      )}
    </Section>
  );
}

function Swaps({ restoration }: { restoration: Restoration }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { endpoints, secrets } = restoration;
  const rows = [
    ...secrets.map(swap => ({ kind: 'Secret', ...swap })),
    ...endpoints.map(swap => ({ kind: t('access.endpoints'), ...swap })),
  ];
  return rows.length === 0 ? null : (
    <Table
      label={t('switchover.swaps')}
      head={[t('switchover.what'), t('switchover.before'), t('switchover.now')]}
      rows={rows.map(({ kind, title, from, to }) => ({
        key: `${kind} ${title.en}`,
        cells: [
          `${kind} · ${wordsOf(title)}`,
          <code key="from">{from}</code>,
          <code key="to">{to}</code>,
        ],
      }))}
    />
  );
}

/** Which services use the one and the other, as far as is known, and what switches them. */
function Users(props: {
  restoration: Restoration;
  of: InstanceRef;
  now: InstanceRef;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { restoration, of, now } = props;
  const before = useBindings(of);
  const after = useBindings(now);
  const [switching, setSwitching] = useState<
    Switching & { readonly to: InstanceRef }
  >();
  if (!before && !after) return null;
  const users = (
    bindings: readonly Binding[] | undefined,
    to: InstanceRef,
    secretOf: (secret: string) => string | undefined,
  ) => (
    <>
      {(bindings ?? []).length === 0 && t('switchover.nobody')}
      {(bindings ?? []).map(binding => {
        const { kind, name } = binding.target;
        const secret = secretOf(binding.secret);
        return (
          <span key={`${kind}/${name}/${binding.secret}`}>
            {`${kind} ${name} `}
            {secret && binding.by === 'portal' && (
              <Button
                size="small"
                variant="outlined"
                style={{ textTransform: 'none' }}
                onClick={() => setSwitching({ binding, secret, to })}
              >
                {t('life.switch.open', { name, instance: to.name })}
              </Button>
            )}{' '}
          </span>
        );
      })}
    </>
  );
  const { secrets, exists } = restoration;
  const forth = (from: string) => secrets.find(swap => swap.from === from)?.to;
  const back = (to: string) => secrets.find(swap => swap.to === to)?.from;
  return (
    <>
      <ul>
        <li>
          {t('switchover.users', {
            name: of.name,
            users: users(before, now, forth),
          })}
        </li>
        <li>
          {t('switchover.users', {
            name: now.name,
            users: users(after, of, exists ? back : () => undefined),
          })}
        </li>
      </ul>
      {switching && (
        <SwitchDialog
          switching={switching}
          to={switching.to}
          onClose={() => setSwitching(undefined)}
        />
      )}
    </>
  );
}

function useBindings(ref: InstanceRef): readonly Binding[] | undefined {
  const live = useLive('marketplace.bindings', ref);
  return live.kind === 'current' || live.kind === 'stale'
    ? live.value.bindings
    : undefined;
}

/** The instance that was backed up; a link while there is one. */
function Source({ of, exists }: Pick<Restoration, 'of' | 'exists'>) {
  if (!of || !exists) return <>{of?.name}</>;
  return (
    <Link to={instancePath(of)} underline="always">
      {of.name}
    </Link>
  );
}
