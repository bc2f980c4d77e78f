extension String {
    /// The text as it may be shown when it comes from outside.
    ///
    /// A tab or a line end becomes a space; any other control byte becomes `�`, so that one sees
    /// that there was something; direction controls, joiners, selectors and everything else
    /// without a shape is left out. Nothing that is left can move the cursor or reorder a row.
    public var sanitised: String {
        if isPlainASCII { return self }
        return String(displayGlyphs)
    }
}

extension Unicode.Scalar {
    /// The scalar that stands on the screen for this one, or `nil` if it is left out.
    var shown: Unicode.Scalar? {
        switch value {
        case 0x20..<0x7F: self
        case 0x09, 0x0A, 0x0D, 0x85, 0xA0, 0x2028, 0x2029: " "
        case 0..<0x20, 0x7F..<0xA0: "\u{FFFD}"
        default: isInvisible ? nil : self
        }
    }

    /// Bidi controls, joiners, byte-order marks, selectors and tags have no shape of their own.
    private var isInvisible: Bool {
        if properties.isVariationSelector || properties.isDefaultIgnorableCodePoint { return true }
        return properties.generalCategory == .format
    }
}
