import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  InstanceAnswer,
  InstanceDetail,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  StatusLabel,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { marketplaceTranslationRef } from '../language/ref';
import { Known } from '../page/Known';
import { changePath, itemPath, marketplacePath } from '../page/paths';
import { useRefusal } from '../words/useRefusal';
import { useSaying } from '../words/useSaying';
import { Section } from '../page/Section';
import { useWords } from '../words/useWords';
import { AdoptionNote } from '../adoption/AdoptionNote';
import { BackupsSection } from '../backups/BackupsSection';
import { LateNote } from '../backups/LateNote';
import { OfferNote } from '../item/OfferNote';
import { Switchover } from '../backups/Switchover';
import { useAbilities } from './useAbilities';
import { ContentsSection } from '../contents/ContentsSection';
import { RevisionsSection } from '../history/RevisionsSection';
import { BindingsSection } from '../binding/BindingsSection';
import { Access } from './Access';
import { DeleteDialog } from './DeleteDialog';
import { DeletionNote, nameOf } from './DeletionNote';
import { Evidence } from './Evidence';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 3),
    marginBottom: theme.spacing(2),
  },
  title: {
    margin: theme.spacing(0, 0, 0.5),
    fontSize: 22,
    overflowWrap: 'anywhere',
  },
  where: {
    margin: theme.spacing(0, 0, 1),
    color: theme.palette.text.secondary,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  action: { textTransform: 'none' },
}));

/** One instance, live: how it is, how one reaches it, and what one can do about it. */
export function InstancePage({ instanceRef }: { instanceRef: InstanceRef }) {
  const live = useLive('marketplace.instance', instanceRef);
  const last = useRef<InstanceDetail>();
  const [deletedUid, setDeletedUid] = useState<string>();
  const absent = (answer: InstanceAnswer) =>
    last.current && answer.cluster.knowledge.kind === 'live' ? (
      <Gone last={last.current} byYou={last.current.uid === deletedUid} />
    ) : (
      <Missing instanceRef={instanceRef} />
    );
  if ('value' in live && live.value.instance) {
    last.current = live.value.instance;
  }
  // What was just ordered, or is being deleted, may come and go while one looks.
  return (
    <Known live={live} missing={<Missing instanceRef={instanceRef} />}>
      {answer => (
        <>
          <ClusterNotes
            clusters={[answer.cluster]}
            pending={answer.pending ? [answer.cluster.name] : []}
          />
          {answer.instance ? (
            <Shown
              answer={answer}
              instance={answer.instance}
              onDeleted={setDeletedUid}
            />
          ) : (
            !answer.pending && absent(answer)
          )}
        </>
      )}
    </Known>
  );
}

function Shown(props: {
  answer: InstanceAnswer;
  instance: InstanceDetail;
  /** Told the uid of what is being deleted by whoever looks. */
  onDeleted: (uid: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const say = useSaying();
  const wordsOf = useWords();
  const { answer, instance } = props;
  const { ref, status, since, environment, tenant, deletion } = instance;
  const { word, why } = say(instance);
  return (
    <>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>{ref.name}</h2>
          <p className={classes.where}>
            {t('instance.where', {
              item: (
                <Link to={itemPath(ref.item)} underline="always">
                  {answer.item.title}
                </Link>
              ),
              environment: environment ?? ref.namespace,
              team: tenant ?? '',
              place: `${ref.cluster}/${ref.namespace}`,
            })}
          </p>
          <StatusLabel
            status={status}
            since={since}
            word={word}
            why={why}
            stale={answer.cluster.knowledge.kind !== 'live'}
          />
        </div>
        <Actions {...props} />
      </div>
      {deletion && instance.saying.kind !== 'deleting' && (
        <DeletionNote
          key={deletion.uid}
          instanceRef={ref}
          deletion={deletion}
        />
      )}
      {instance.byHand && (
        <AdoptionNote key={`${instance.uid} adoption`} instance={instance} />
      )}
      {answer.backups && <LateNote backups={answer.backups} />}
      {answer.item.offers.map(offer => (
        <OfferNote key={offer.cluster} offer={offer} />
      ))}
      {answer.item.note && <p>{wordsOf(answer.item.note)}</p>}
      {answer.restoration && (
        <Switchover
          key={`${instance.uid} switchover`}
          restoration={answer.restoration}
          instance={instance}
        />
      )}
      <Access instance={instance} />
      <BindingsSection instanceRef={ref} />
      {answer.backups && (
        <BackupsSection
          key={`${instance.uid} backups`}
          backups={answer.backups}
          instance={instance}
        />
      )}
      {!answer.backups && answer.item.unbacked && (
        <Section title={t('backups.title')}>
          <p>{wordsOf(answer.item.unbacked)}</p>
        </Section>
      )}
      {answer.contents && (
        <ContentsSection
          key={`${instance.uid} contents`}
          contents={answer.contents}
          instanceRef={ref}
          going={instance.saying.kind === 'deleting'}
        />
      )}
      <History key={`${instance.uid} history`} instance={instance} />
      <Evidence instance={instance} />
    </>
  );
}

/** How it was before, where anybody keeps that. */
function History({ instance }: { instance: InstanceDetail }) {
  const rollBack = useAbilities(instance)?.rollBack;
  return rollBack ? (
    <RevisionsSection instance={instance} ability={rollBack} />
  ) : null;
}

function Actions(props: Parameters<typeof Shown>[0]) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const refusal = useRefusal();
  const [deleting, setDeleting] = useState(false);
  const { answer, instance, onDeleted } = props;
  const { ref, saying } = instance;
  const data = useAbilities(instance);
  const going = saying.kind === 'deleting';
  const reasons = new Set(
    [refusal(data?.update), refusal(data?.delete)].filter(Boolean),
  );
  return (
    <div>
      <div className={classes.actions}>
        <Button
          component={RouterLink}
          to={changePath(ref)}
          variant="outlined"
          className={classes.action}
          disabled={going || !data?.update.allowed}
        >
          {t('instance.change', { name: ref.name })}
        </Button>
        <Button
          variant="outlined"
          className={classes.action}
          disabled={going || !data?.delete.allowed}
          onClick={() => setDeleting(true)}
        >
          {t('instance.delete', { name: ref.name })}
        </Button>
      </div>
      {[...reasons].map(reason => (
        <p key={reason}>{reason}</p>
      ))}
      {deleting && (
        <DeleteDialog
          answer={answer}
          instance={instance}
          onClose={() => setDeleting(false)}
          onDeleted={onDeleted}
        />
      )}
    </div>
  );
}

/** That what one looked at is not there any more, and who wanted that, if it is known. */
function Gone(props: { last: InstanceDetail; byYou: boolean }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { ref, deletion } = props.last;
  const what = { name: ref.name, place: `${ref.cluster}/${ref.namespace}` };
  const below = deletion
    ? t('life.goneAsked', { by: nameOf(deletion.by) })
    : t('life.goneBelow');
  return (
    <div role="status">
      <p>{props.byYou ? t('life.goneByYou', what) : t('life.gone', what)}</p>
      {!props.byYou && <p>{below}</p>}
      <Link to={marketplacePath}>{t('page.back')}</Link>
    </div>
  );
}

function Missing({ instanceRef }: { instanceRef: InstanceRef }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { name, namespace, cluster } = instanceRef;
  return (
    <>
      <p>{t('instance.missing', { name, place: `${cluster}/${namespace}` })}</p>
      <Link to={marketplacePath}>{t('page.back')}</Link>
    </>
  );
}
