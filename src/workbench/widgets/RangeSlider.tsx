import { useEffect, useRef, type ReactNode } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';

interface RangeSliderProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  /** How a value reads, also to screen readers. */
  readonly format?: (value: number) => string;
  /** Right of the label: the value, or a field to type it. */
  readonly output: ReactNode;
  readonly hideLabel?: boolean;
}

/** A slider over whole numbers with a tick for each. */
export function RangeSlider(props: RangeSliderProps) {
  const { label, value, onChange, min, max, format = String, output, hideLabel = false } = props;
  const span = max - min;
  const shown = Math.max(min, Math.min(max, value));
  const input = useRef<HTMLInputElement>(null);
  // React Aria writes the bare number; a screen reader should say what it stands for.
  useEffect(() => {
    input.current?.setAttribute('aria-valuetext', format(shown));
  });
  return (
    <Slider
      className="slider"
      value={shown}
      onChange={onChange}
      minValue={min}
      maxValue={max}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && (
        <div className="slider-head">
          <Label>{label}</Label>
          {output}
        </div>
      )}
      <div className="slider-line">
        <SliderTrack className="slider-track">
          <div className="slider-fill" style={{ width: `${((shown - min) / span) * 100}%` }} />
          {Array.from({ length: span + 1 }, (_, i) => (
            <span key={i} className="slider-tick" style={{ left: `${(i / span) * 100}%` }} />
          ))}
          <SliderThumb className="slider-thumb" inputRef={input} />
        </SliderTrack>
        {hideLabel && output}
      </div>
    </Slider>
  );
}
