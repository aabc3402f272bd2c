using Mdb.Editor;

namespace Mdb.Terminals;

/// <summary>A screen and a keyboard.</summary>
internal abstract class Terminal
{
    /// <summary>Columns and rows as they are now.</summary>
    public abstract (int Columns, int Rows) Size { get; }

    /// <summary>Keys come one by one and are not shown, and none of them sends a signal.</summary>
    public abstract void Enter();

    /// <summary>Nobody asks for keys: what is typed is not shown and waits for the next <see cref="Enter"/>, but for the keys that send a signal.</summary>
    public abstract void Work();

    /// <summary>The terminal is as the program found it: for another program, and at the end.</summary>
    public abstract void Leave();

    /// <summary>As <see cref="Leave"/> until what comes back is disposed of; then as it was.</summary>
    public virtual IDisposable? Lend() => null;

    /// <summary>Waits for a key; null when there will be none.</summary>
    public abstract Key? ReadKey();

    public abstract void Write(string text);

    /// <summary>Asks the terminal to mark what is pasted, until the next <see cref="Work"/> or <see cref="Leave"/>; nothing where it cannot.</summary>
    public virtual void SetPaste(bool on)
    {
    }

    /// <summary>Stops the program until the shell that started it lets it go on.</summary>
    public virtual void Suspend()
    {
    }

    /// <summary>Calls <paramref name="resized"/>, on any thread, whenever the size has changed.</summary>
    public virtual IDisposable? OnResize(Action resized) => null;

    public static Terminal Create(Stream output)
    {
        if (!OperatingSystem.IsWindows())
        {
            return new UnixTerminal(output);
        }

        WindowsConsole.Prepare();
        return new ConsoleTerminal(output);
    }
}
