namespace Commands.Pipeline;

/// <summary>
/// Our way to run a pipeline: whatever a stage yields goes through the rest of the pipeline at once, with its type. A stage that yields
/// only text has its text parsed, line by line, when its call ends.
/// </summary>
internal sealed class LazySchedule
{
    private readonly Session _session;
    private readonly Run _run;
    private readonly Stage[] _stages;
    private readonly Link[] _links;
    private readonly Output _final;
    private readonly List<Item>?[] _gathered;
    private bool _stopped;
    private bool _hasThrown;
    private (ulong Dot, ulong Increment)? _left;

    private LazySchedule(Session session, Run run, PipelineCall call, Output final)
    {
        (_session, _run, _final) = (session, run, final);
        int last = call.Commands.Count - 1;
        _stages = new Stage[last + 1];
        _links = new Link[last];
        _gathered = new List<Item>?[last + 1];
        for (int i = 0; i <= last; i++)
        {
            Output output = i == last ? final : _links[i] = new Link(this, i);
            _stages[i] = new Stage(session, run, call.Commands[i], output, first: i == 0, i == last && !final.IsPipe);
        }
    }

    public static void Run(Session session, Run run, PipelineCall call, Output final)
    {
        var schedule = new LazySchedule(session, run, call, final);
        Output output = schedule._links.Length > 0 ? schedule._links[0] : final;
        try
        {
            if (!CountedLoop.Run(session, schedule._stages[0], call, output))
            {
                schedule._stopped = true;
            }
        }
        catch
        {
            (schedule._stopped, schedule._hasThrown) = (true, true);
            throw;
        }
        finally
        {
            schedule.Finish();
        }
    }

    private void Finish()
    {
        // Stopped by somebody and not by a fault: what there is so far is the answer.
        bool isCut = _run.ShouldStop && !_hasThrown && !_session.Quit && Array.TrueForAll(_stages, s => s.LastStatus != Status.Usage);
        if (isCut)
        {
            _stopped = false;
            Array.ForEach(_links, link => link.Reopen());
            _run.Close(() => EndStages(isCut));
        }
        else
        {
            EndStages(isCut);
        }

        if (_left is { } left)
        {
            (_session.Dot, _session.Increment) = left;
        }

        foreach (Link link in _links)
        {
            link.Dispose();
        }

        _session.LastStatus = Array.FindLast(_stages, s => s.WasInvoked)?.LastStatus ?? _session.LastStatus;
        _final.EndCommand();
    }

    private void EndStages(bool isCut)
    {
        if (_links.Length > 0)
        {
            _links[0].Flush();
        }

        for (int i = 1; i < _stages.Length; i++)
        {
            // Whoever wants its input whole is not asked about a part: that is not what was asked for, and may take long.
            if (_gathered[i] is { } items && !_stopped && !isCut)
            {
                Invoke(i, items[^1], items);
            }

            End(i);
        }
    }

    /// <summary>
    /// Tells a stage that its input has ended; not where an earlier one failed before it yielded anything: what came of nothing would
    /// look like an answer.
    /// </summary>
    private void End(int index)
    {
        Stage stage = _stages[index];
        bool failed = !stage.WasInvoked && Array.Exists(_stages[..index], s => s.WasInvoked && s.LastStatus != Status.Ok);
        if (_stopped || failed || _run.ShouldStop || !stage.Command.Dcmd.HasEnd)
        {
            return;
        }

        if (index < _links.Length)
        {
            _links[index].Inherited = null;
        }

        (ulong dot, ulong increment) = (_session.Dot, _session.Increment);
        stage.End();
        if (index < _links.Length)
        {
            _links[index].Flush();
            (_session.Dot, _session.Increment) = (dot, increment);
        }
    }

    /// <summary>Runs a later stage on one element; dot of the stage that yields it is put back afterwards.</summary>
    private bool Feed(int index, Item item)
    {
        if (_stopped)
        {
            return false;
        }

        if (_stages[index].Command.Dcmd.TakesPipeWhole)
        {
            (_gathered[index] ??= []).Add(item);
            return true;
        }

        return Invoke(index, item, null);
    }

    /// <param name="index">The stage.</param>
    /// <param name="item">What it runs on.</param>
    /// <param name="whole">All its input, for a command that takes its pipe whole; <paramref name="item"/> is the last of it then.</param>
    private bool Invoke(int index, Item item, List<Item>? whole)
    {
        (ulong dot, ulong increment) = (_session.Dot, _session.Increment);
        Stage stage = _stages[index];
        _session.Dot = item.Bits;
        _session.Bind(item.Binding);
        if (index < _links.Length)
        {
            _links[index].Inherited = item.Binding;
        }

        bool goOn = whole is null ? stage.Invoke(item, hasAddress: true, isLoop: true) : stage.InvokeWhole(whole);
        if (index < _links.Length)
        {
            _links[index].Flush();
        }
        else
        {
            _left = (_session.Dot, _session.Increment);
        }

        (_session.Dot, _session.Increment) = (dot, increment);
        _stopped |= stage.LastStatus is Status.Usage or Status.Abort || _session.Quit;
        return goOn && !_stopped && !stage.Call.Output.IsFull;
    }

    /// <summary>What joins a stage to the next.</summary>
    private sealed class Link(LazySchedule schedule, int index) : Output, IDisposable
    {
        private CaptureSink? _text;
        private bool _hasItems;
        private bool _full;

        public WalkBinding? Inherited { get; set; }

        public override bool IsPipe => true;

        public override bool TakesRows => schedule._stages[index + 1].Command.Dcmd.TakesRows;

        public override bool IsFull => _full || schedule._stopped;

        public override bool Emit(OutputEvent output)
        {
            bool takesRows = TakesRows;
            if (output.Item is { } item)
            {
                _hasItems = true;
                _full |= !schedule.Feed(index + 1, Inherit(takesRows ? item with { Source = output } : item));
            }
            else if (takesRows && output.IsRow)
            {
                _hasItems = true;
                _full |= !schedule.Feed(index + 1, Inherit(new Item(0) { Source = output }));
            }
            else if (!_hasItems)
            {
                _text ??= new CaptureSink(schedule._run);
                _text.Emit(output);
            }

            return !IsFull;
        }

        public void Dispose() => _text?.Dispose();

        /// <summary>Whoever reads takes more, although it had enough.</summary>
        public void Reopen() => _full = false;

        public override void EndCommand() => _text?.EndCommand();

        public override void DiscardLine() => _text?.DiscardLine();

        /// <summary>Parses the text of a stage that yielded nothing else.</summary>
        public void Flush()
        {
            if (_text is null || _hasItems || IsFull)
            {
                return;
            }

            _text.EndCommand();
            string text = _text.Take();
            try
            {
                foreach ((ulong value, _) in PipeText.Parse(schedule._session, text))
                {
                    if (!schedule.Feed(index + 1, Inherit(new Item(value))))
                    {
                        _full = true;
                        break;
                    }
                }
            }
            catch (InputException error)
            {
                schedule._session.Warn(error.Message);
                schedule._stopped = true;
            }
        }

        private Item Inherit(Item item)
        {
            // A filter passes elements on with all that is bound to them.
            if (Inherited is null || ReferenceEquals(item.Binding, Inherited) || item.Binding is { Outer: not null })
            {
                return item;
            }

            return item with { Binding = item.Binding is { } own ? own with { Outer = Inherited } : Inherited };
        }
    }
}
