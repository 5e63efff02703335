/** Told how far a long step has come. The phase is a fragment: "Reading vectors". */
export type StepListener = (progress: {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}) => void;
