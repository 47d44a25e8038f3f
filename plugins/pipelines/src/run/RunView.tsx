import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { PipelineRunDetail } from '@pilothouse/plugin-platform-common';
import { FailedTests } from '@pilothouse/plugin-platform-react';
import { useMemo, useState } from 'react';
import { isNews, namingWhoEnded, offered, type Order } from '../change/order';
import { OrderDialog } from '../change/OrderDialog';
import type { Service } from '../data/service';
import { useAbilities } from '../data/useAbilities';
import { pipelinesTranslationRef } from '../language/ref';
import { LogView } from '../log/LogView';
import { StageList } from '../stages/StageList';
import { Section } from '../ui/Section';
import { GivenOrders } from './GivenOrders';
import { Missing } from './Missing';
import { Questions } from './Questions';
import { RunFacts } from './RunFacts';
import { RunHead } from './RunHead';

const useStyles = makeStyles(theme => ({
  note: { margin: theme.spacing(0, 0, 1.5) },
}));

/** One run: how it is, what one can do about it, then the evidence. */
export function RunView(props: {
  service: Service;
  run: PipelineRunDetail;
  /** Whether what is told of it may be over. */
  stale: boolean;
}) {
  const { service, stale } = props;
  const run = useMemo(() => namingWhoEnded(props.run), [props.run]);
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const abilities = useAbilities(service.entityRef);
  const [order, setOrder] = useState<Order>();
  const [sent, setSent] = useState<Order['kind']>();
  const begin = (wanted: Order) => {
    setSent(undefined);
    setOrder(wanted);
  };
  const offer = offered(run, abilities);
  return (
    <>
      <RunHead run={run} stale={stale} offer={offer} begin={begin} />
      <div role="status">
        {sent && isNews(sent, run) && (
          <p className={classes.note}>{t(`sent.${sent}`)}</p>
        )}
      </div>
      {run.missing.map(each => (
        <Missing key={each.part} missing={each} />
      ))}
      <GivenOrders orders={run.orders ?? []} />
      <Questions
        inputs={run.inputs}
        mayAnswer={offer.answer}
        ability={abilities?.answerInput}
        begin={begin}
      />
      {run.failedTests.length > 0 && (
        <Section title={t('tests.failed')}>
          <FailedTests tests={run.failedTests} cut={run.failedTestsCut} />
        </Section>
      )}
      {run.stages && run.stages.length > 0 && (
        <Section title={t('stages.title')}>
          <StageList stages={run.stages} stale={stale} />
        </Section>
      )}
      <RunFacts run={run} />
      <Section title={t('log.title')}>
        <LogView entityRef={service.entityRef} run={run} />
      </Section>
      {order && (
        <OrderDialog
          entityRef={service.entityRef}
          run={run}
          order={order}
          onClose={() => setOrder(undefined)}
          onDone={({ kind }) => {
            setOrder(undefined);
            setSent(kind);
          }}
        />
      )}
    </>
  );
}
