using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Generators;

/// <summary>
/// The columns that an event's facts are, named as <c>ColumnFacts</c> names them: a member of an inner object is <c>outer.inner</c>, a list
/// is one column. A method that is handed the writer says facts of the object that is begun at its call.
/// </summary>
internal sealed class FactNames(Reach reach, Texts texts)
{
    private const string Writer = "FactWriter";

    /// <summary>Columns of the facts that a method says.</summary>
    public IEnumerable<string> Of(IMethodSymbol facts)
    {
        var names = new List<string>();
        Say(facts, [""], names);
        return names;
    }

    private void Say(IMethodSymbol method, string[] outer, List<string> names)
    {
        var objects = new Stack<string[]>();
        objects.Push(outer);
        int lists = 0;
        foreach (IInvocationOperation call in reach.Code.Body(method).SelectMany(part => part.DescendantsAndSelf()).OfType<IInvocationOperation>())
        {
            bool isFact = call.TargetMethod.ContainingType.Name == Writer;
            if (!isFact && lists == 0 && reach.Code.IsOfCommands(call.TargetMethod) && call.Arguments.Any(a => a.Parameter?.Type.Name == Writer))
            {
                Say(call.TargetMethod.OriginalDefinition, objects.Peek(), names);
            }
            else if (isFact && call.TargetMethod.Name == "EndList")
            {
                lists--;
            }
            else if (isFact && call.TargetMethod.Name == "StartList")
            {
                AddIf(lists++ == 0);
            }
            else if (isFact && lists == 0)
            {
                switch (call.TargetMethod.Name)
                {
                    case "StartObject":
                        objects.Push([.. Names(".")]);
                        break;
                    case "EndObject":
                        objects.Pop();
                        break;
                    default:
                        AddIf(call.Arguments.Length == 2);
                        break;
                }
            }

            void AddIf(bool isColumn) => names.AddRange(isColumn ? Names("") : []);

            IEnumerable<string> Names(string end) =>
                objects.Peek().SelectMany(_ => texts.Of(call.Arguments[0].Value, method), (prefix, name) => prefix + name + end);
        }
    }
}
