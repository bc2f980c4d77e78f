import Epidemic

/// Events in virtual time: the earliest first, and those of one moment in the order in which they were
/// put in. A binary heap.
struct EventQueue<Event: Sendable>: Sendable {
    private struct Item {
        let moment: Instant
        let number: UInt64
        let event: Event

        func precedes(_ other: Item) -> Bool {
            moment == other.moment ? number < other.number : moment < other.moment
        }
    }

    private var heap: [Item] = []
    private var numbered: UInt64 = 0

    /// When the earliest event happens.
    var nextMoment: Instant? { heap.first?.moment }

    /// The earliest event.
    var next: Event? { heap.first?.event }

    mutating func put(_ event: Event, at moment: Instant) {
        heap.append(Item(moment: moment, number: numbered, event: event))
        numbered += 1
        siftUp(from: heap.count - 1)
    }

    /// Takes the earliest event out.
    mutating func take() -> (moment: Instant, event: Event)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            siftDown()
        }
        return (first.moment, first.event)
    }

    private mutating func siftUp(from place: Int) {
        var place = place
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place].precedes(heap[parent]) else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func siftDown() {
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && heap[child].precedes(heap[least]) {
                least = child
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}
